/** What variables of a `serverless.yml` are looked up in. */
export interface VariableSources {
  /** The whole configuration, unresolved. */
  service: Record<string, unknown>;
  stage: string;
  /** A YAML or JSON file, by its path relative to the service; `undefined` when there is none that can be read. */
  file: (path: string) => unknown;
  /** Parameters given on the command line. */
  params?: Readonly<Record<string, string>>;
}

/** A variable that only the framework knows; it stays as it is. */
const UNKNOWN = Symbol('unknown');

const INNERMOST = /\$\{([^${}]*)\}/;
/** Stands for a variable that stays, while those around it are resolved. */
const HELD = /\u0001(\d+)\u0002/g;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Resolves `${self:…}`, `${param:…}`, `${file(…)}`, `${sls:stage}`, `${opt:…}` and literals, nested and with fallbacks.
 * What needs the environment, an account or code stays as `${…}`, which readers complain of where it matters.
 */
export function variableResolver({ service, stage, file, params = {} }: VariableSources) {
  const under = new Set<string>();

  const walk = (root: unknown, path: readonly string[]): unknown => {
    let at = resolve(root, true);
    for (const key of path) {
      if (Array.isArray(at)) at = (at as unknown[])[Number(key)];
      else if (isObject(at)) at = Object.hasOwn(at, key) ? at[key] : undefined;
      else return typeof at === 'string' && at.includes('${') ? UNKNOWN : undefined;
      at = resolve(at, true);
    }
    return at;
  };

  const pathOf = (text: string | undefined): string[] => (text ? text.split('.') : []);

  /** `undefined` when there is nothing, so that a fallback takes its place. */
  const look = (address: string): unknown => {
    const literal = /^'(.*)'$|^"(.*)"$/s.exec(address);
    if (literal) return literal[1] ?? literal[2];
    if (address === 'null') return null;
    if (/^(true|false|-?\d+(\.\d+)?)$/.test(address)) return JSON.parse(address) as unknown;
    const [, path, inside] = /^file\(([^)]+)\)(?::(.+))?$/.exec(address) ?? [];
    if (path !== undefined) {
      const content = file(path);
      return content === undefined ? UNKNOWN : walk(content, pathOf(inside));
    }
    const [, kind, name = ''] = /^(self|param|sls|opt):(.*)$/s.exec(address) ?? [];
    if (kind === 'self') return walk(service, pathOf(name));
    if (kind === 'sls') return name === 'stage' ? stage : UNKNOWN;
    if (kind === 'opt') return name === 'stage' ? stage : undefined;
    if (kind === 'param')
      return (
        params[name] ??
        walk(service, ['params', stage, name]) ??
        walk(service, ['params', 'default', name])
      );
    return UNKNOWN;
  };

  const evaluate = (expression: string): unknown => {
    if (under.has(expression)) return UNKNOWN;
    under.add(expression);
    try {
      for (const part of expression.split(/\s*,\s*/)) {
        const value = look(part.trim());
        // What is in a list or an object is resolved while this variable still counts as followed.
        if (value !== undefined) return typeof value === 'string' ? value : resolve(value);
      }
      return UNKNOWN;
    } finally {
      under.delete(expression);
    }
  };

  const resolveText = (text: string): unknown => {
    const held: string[] = [];
    let rest = text;
    for (;;) {
      const match = INNERMOST.exec(rest);
      if (!match) break;
      const [whole, expression = ''] = match;
      const value = HELD.test(expression) ? UNKNOWN : evaluate(expression);
      HELD.lastIndex = 0;
      if (value !== UNKNOWN && rest === whole) return value;
      const isText = value !== UNKNOWN && !isObject(value) && !Array.isArray(value);
      const put = isText ? String(value) : `\u0001${held.push(whole) - 1}\u0002`;
      rest = rest.slice(0, match.index) + put + rest.slice(match.index + whole.length);
    }
    const restore = (part: string): string =>
      part.replace(HELD, (_, index: string) => restore(held[Number(index)]!));
    return restore(rest);
  };

  /** @param shallow What is inside lists and objects is left for later. */
  const resolve = (value: unknown, shallow = false): unknown => {
    if (typeof value === 'string') return resolveText(value);
    if (shallow) return value;
    if (Array.isArray(value)) return value.map((each: unknown) => resolve(each));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
  };
  return (value: unknown): unknown => resolve(value);
}
