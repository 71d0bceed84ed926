import { z } from 'zod';
import { type Path } from '../template/evaluate.ts';
import { formatPath } from '../template/template-error.ts';

const REASON = 'noEffectHere';

/** A property that changes nothing on this machine, and the reason. */
export const noEffect = (reason: string) =>
  z
    .unknown()
    .optional()
    .meta({ [REASON]: reason });

/** CloudFormation takes numbers and booleans as text too. */
export const integer = z.coerce.number().int();
export const text = z.union([z.string(), z.number().transform(String)]);
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((value) => value === 'true'),
]);
export const textMap = z.record(z.string(), text);

/** A JSON document, written as an object or as text. */
export const json = z
  .union([z.record(z.string(), z.unknown()), z.string()])
  .transform((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return z.record(z.string(), z.unknown()).parse(JSON.parse(value));
    } catch {
      context.addIssue({ code: 'custom', message: 'is not a JSON object' });
      return z.NEVER;
    }
  });

export const tagList = z
  .array(z.object({ Key: z.string(), Value: text }))
  .transform((tags) => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])));

export const TAGS_REASON = 'nobody reads tags here';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** A copy of `value` without the property at `path`. */
const without = (value: unknown, [first, ...rest]: Path): unknown => {
  if (first === undefined || !isObject(value)) return value;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === first ? without(item, rest) : item));
  if (rest.length > 0) return { ...value, [first]: without(value[first], rest) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== first));
};

export type ParsedProperties = {
  /** What the schema knows. */
  value: unknown;
  /** Properties that the schema does not know, by path. */
  unknown: string[];
  /** What makes the properties unusable. */
  problem?: { path: Path; message: string };
};

/** Separates what a handler knows from what it doesn't. */
export const parseProperties = (schema: z.ZodType, value: unknown): ParsedProperties => {
  const unknown: string[] = [];
  let rest = value;
  for (;;) {
    const result = schema.safeParse(rest);
    if (result.success) return { value: result.data, unknown };
    const extra = result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => [...(issue.path as Path), key])
        : [],
    );
    const [first] = result.error.issues;
    if (extra.length === 0)
      return {
        value: undefined,
        unknown,
        problem: { path: (first?.path ?? []) as Path, message: first?.message ?? 'is not valid' },
      };
    for (const path of extra) {
      unknown.push(formatPath(path));
      rest = without(rest, path);
    }
  }
};
