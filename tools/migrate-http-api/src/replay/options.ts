import { CommandError } from '@acado/command-line';
import { RULES } from '../rules/rules.ts';
import { ignoredFields } from './compare/ignored-fields.ts';
import { CATALOGUE } from './gateway/catalogue.ts';
import type { Terms } from './judge.ts';

const several = { type: 'string', multiple: true, default: [] as string[] } as const;

/** Options of `replay`, for `parseArgs`. */
export const REPLAY_OPTIONS = {
  before: { type: 'string' },
  after: { type: 'string' },
  service: { type: 'string' },
  accept: several,
  ignore: several,
  header: several,
  variable: several,
  strict: { type: 'boolean', default: false },
  'strip-prefix': { type: 'string', default: '' },
  report: { type: 'string' },
  json: { type: 'boolean', default: false },
  payload: { type: 'string', default: '1.0' },
  differences: { type: 'boolean', default: false },
} as const;

/**
 * `--accept <id>[=<why>]`: of differences, and of rules for the copy that is migrated.
 *
 * @throws {CommandError} If there is no such id.
 */
export const readAccepted = (texts: readonly string[]): Map<string, string> =>
  new Map(
    texts.map((text) => {
      const [, id = text, reason = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
      if (![...CATALOGUE, ...RULES].some((known) => known.id === id))
        throw new CommandError(
          `--accept: there is no difference or rule "${id}" (see replay --differences and rules)`,
        );
      return [id, reason];
    }),
  );

/** `--variable name=value`. @throws {CommandError} naming the option. */
export const readVariables = (texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(texts.map((text) => split('variable', text, '=')));

/** `--header 'name: value'`. @throws {CommandError} naming the option. */
export const readHeaders = (texts: readonly string[]): [string, string][] =>
  texts.map((text) => split('header', text, ':'));

function split(option: string, text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || name === '' || /[\r\n]/.test(text) || (separator === ':' && /\s/.test(name)))
    throw new CommandError(`--${option}: Expected name${separator}value, not "${text}"`);
  return [name, value];
}

/** @throws {CommandError} naming the option. */
export function readUrl(option: string, text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new CommandError(`--${option}: Expected a URL such as https://…, not "${text}"`);
  return text;
}

/** @throws {CommandError} naming the option. */
export const readTerms = (
  values: { ignore: readonly string[]; strict: boolean },
  accepted: ReadonlyMap<string, string>,
): Terms => ({ accepted, ignores: ignoredFields(values.ignore), strict: values.strict });
