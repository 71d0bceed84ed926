import { randomInt } from 'node:crypto';
import { DYNAMIC } from './dynamic.ts';
import type { Variable } from './scenario.ts';

/** Text with its placeholders filled in. */
export type Template = () => string;

/** What is wrong with a text; the caller knows where it stands. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;

/**
 * Reads a text once, so that filling it in is quick. Values of variables may have placeholders themselves.
 *
 * @throws {TemplateError} naming the placeholder that nothing fills.
 * @example
 * compile('/items/{{id}}?x={{$randomInt}}', { id: ['a', 'b'] })(); // '/items/b?x=713'
 */
export function compile(
  text: string,
  variables: Readonly<Record<string, Variable>>,
  within: readonly string[] = [],
): Template {
  const parts: (string | Template)[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    parts.push(text.slice(end, match.index), valueOf(match[1]!, variables, within));
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return () => text;
  parts.push(text.slice(end));
  return () => parts.map((part) => (typeof part === 'string' ? part : part())).join('');
}

function valueOf(
  name: string,
  variables: Readonly<Record<string, Variable>>,
  within: readonly string[],
): Template {
  const dynamic = Object.hasOwn(DYNAMIC, name) ? DYNAMIC[name] : undefined;
  if (dynamic) return dynamic;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined)
    throw new TemplateError(
      name.startsWith('$')
        ? `{{${name}}} is not known; there are ${Object.keys(DYNAMIC).join(', ')}`
        : `{{${name}}} has no value: --variable ${name}=…`,
    );
  if (within.includes(name)) throw new TemplateError(`{{${name}}} has itself in its value`);
  const choices = (typeof value === 'string' ? [value] : value).map((one) =>
    compile(one, variables, [...within, name]),
  );
  return choices.length === 1 ? choices[0]! : () => choices[randomInt(choices.length)]!();
}
