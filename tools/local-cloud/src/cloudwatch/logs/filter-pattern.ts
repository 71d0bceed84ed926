import { AwsError } from '../../aws-api.ts';
import { parseJsonPattern } from './json-pattern.ts';

/** Whether a log event's message is one that a filter pattern asks for. */
export type Matches = (message: string) => boolean;

const TERM = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]*)%|(\S+))/g;

const testOf = (quoted?: string, expression?: string, word?: string): Matches => {
  if (expression !== undefined) {
    try {
      const pattern = new RegExp(expression);
      return (message) => pattern.test(message);
    } catch {
      throw invalidPattern(`%${expression}% is no regular expression`);
    }
  }
  const text = quoted?.replace(/\\(.)/g, '$1') ?? word ?? '';
  return (message) => message.includes(text);
};

const parseTerms = (pattern: string): Matches => {
  const all: Matches[] = [];
  const any: Matches[] = [];
  const none: Matches[] = [];
  for (const [, sign, quoted, expression, word] of pattern.matchAll(TERM)) {
    const test = testOf(quoted, expression, word);
    (sign === '?' ? any : sign === '-' ? none : all).push(test);
  }
  return (message) =>
    all.every((test) => test(message)) &&
    !none.some((test) => test(message)) &&
    // Beside terms that must be there, optional ones decide nothing.
    (all.length > 0 || any.length === 0 || any.some((test) => test(message)));
};

export const invalidPattern = (problem: string): AwsError =>
  new AwsError('InvalidParameterException', `Invalid filter pattern: ${problem}`);

/**
 * A filter pattern: `ERROR timeout`, `"exact phrase"`, `?either ?or`, `-without`, `%expression%`, `{ $.level = "ERROR" }`.
 * @throws AwsError `InvalidParameterException`
 */
export const parseFilterPattern = (pattern = ''): Matches => {
  const trimmed = pattern.trim();
  if (trimmed.startsWith('['))
    throw invalidPattern('the local cloud does not have patterns of space-delimited fields');
  if (!trimmed.startsWith('{')) return parseTerms(trimmed);
  const matches = parseJsonPattern(trimmed);
  return (message) => {
    if (!message.startsWith('{')) return false;
    try {
      return matches(JSON.parse(message));
    } catch {
      return false;
    }
  };
};
