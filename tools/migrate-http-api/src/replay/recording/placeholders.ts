import { CommandError } from '@acado/command-line';
import { randomInt, randomUUID } from 'node:crypto';

const DYNAMIC: Readonly<Record<string, () => string>> = {
  $guid: randomUUID,
  $randomUUID: randomUUID,
  $timestamp: () => String(Math.floor(Date.now() / 1000)),
  $isoTimestamp: () => new Date().toISOString(),
  $randomInt: () => String(randomInt(0, 1001)),
};

const PLACEHOLDER = /\{\{\s*([^{}]+?)\s*\}\}/g;
const DEEPEST = 10;

/**
 * A text of a Postman collection with its placeholders filled in, once: both APIs get the same.
 *
 * @param place For messages.
 * @throws {CommandError} naming the placeholder that nothing fills.
 */
export function filled(
  text: string,
  variables: ReadonlyMap<string, string>,
  place: string,
  depth = 0,
): string {
  return text.replace(PLACEHOLDER, (_, name: string) => {
    const dynamic = Object.hasOwn(DYNAMIC, name) ? DYNAMIC[name] : undefined;
    const value = dynamic?.() ?? variables.get(name);
    if (value === undefined || depth > DEEPEST)
      throw new CommandError(`${place}: {{${name}}} has no value: --variable ${name}=…`);
    return filled(value, variables, place, depth + 1);
  });
}
