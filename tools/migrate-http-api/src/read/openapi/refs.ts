import type { Place, Unread } from '../../model/place.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys whose contents say nothing of a route, and may refer to themselves. */
const SCHEMAS = new Set(['schema', 'schemas', 'definitions', 'example', 'examples']);

/**
 * A definition with what its local `$ref`s lead to in their places; models are left as they are. A reference that leads
 * nowhere, to another file or to itself is noted.
 */
export function withoutRefs(value: unknown, place: Place, unread: Unread[]): unknown {
  const complain = (path: string, what: string): undefined => {
    unread.push({
      place: { file: place.file, path: [place.path, path].filter(Boolean).join('.') },
      what,
    });
    return undefined;
  };
  const lookUp = (pointer: string): unknown =>
    pointer
      .slice(2)
      .split('/')
      .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>(
        (at, key) => (isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
        value,
      );

  const follow = (at: unknown, path: string, followed: readonly string[]): unknown => {
    if (Array.isArray(at))
      return at.map((each: unknown, index) => follow(each, `${path}.${index}`, followed));
    if (!isObject(at)) return at;
    const pointer = at.$ref;
    if (typeof pointer === 'string') {
      if (!pointer.startsWith('#/'))
        return complain(path, `"${pointer}" is another file: bundle the definition first`);
      if (followed.includes(pointer)) return complain(path, `"${pointer}" leads to itself`);
      const target = lookUp(pointer);
      if (target === undefined) return complain(path, `"${pointer}" leads nowhere`);
      return follow(target, path, [...followed, pointer]);
    }
    return Object.fromEntries(
      Object.entries(at).map(([key, each]) => [
        key,
        SCHEMAS.has(key) ? each : follow(each, path === '' ? key : `${path}.${key}`, followed),
      ]),
    );
  };
  return follow(value, '', []);
}
