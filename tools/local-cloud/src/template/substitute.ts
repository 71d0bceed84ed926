import { type Call } from './intrinsics.ts';

/** The names in `${…}` of an `Fn::Sub` text, without the escaped `${!…}`. */
export const namesIn = (source: string): string[] =>
  [...source.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => (match[1] ?? '').trim());

/** `Fn::Sub` in both forms: text alone, or [text, variables]. */
export const substitute = (argument: unknown, call: Call): string => {
  const parts: unknown[] = Array.isArray(argument) ? argument : [argument, {}];
  const [source, variables] = parts;
  if (typeof source !== 'string') return call.fail('expects text, or [text, variables]');
  const values = call.evaluate(variables, 1) as Record<string, unknown>;

  const lookUp = (name: string): unknown => {
    if (Object.hasOwn(values, name)) return values[name];
    const [logicalId = '', ...attribute] = name.split('.');
    const value =
      attribute.length > 0
        ? call.scope.getAtt(logicalId, attribute.join('.'))
        : call.scope.ref(name);
    return value ?? call.fail(`there is no ${name}`);
  };

  return source.replace(/\$\{(!?)([^}]*)\}/g, (_match, escaped: string, name: string) => {
    if (escaped) return `\${${name}}`;
    const value = lookUp(name.trim());
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return String(value);
    return call.fail(`${name} is not text`);
  });
};
