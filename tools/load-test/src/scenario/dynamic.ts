import { randomInt, randomUUID } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const alphanumeric = `${letters}${letters.toUpperCase()}0123456789`;
const someOf = (characters: string, length: number): string =>
  Array.from({ length }, () => characters[randomInt(characters.length)]).join('');

/** Postman's dynamic variables, as far as a load needs them: a new value at each place, each time. */
export const DYNAMIC: Readonly<Record<string, () => string>> = {
  $guid: randomUUID,
  $randomUUID: randomUUID,
  /** Seconds since 1970. */
  $timestamp: () => String(Math.floor(Date.now() / 1000)),
  $isoTimestamp: () => new Date().toISOString(),
  $randomInt: () => String(randomInt(0, 1001)),
  $randomBoolean: () => String(randomInt(2) === 1),
  $randomAlphaNumeric: () => someOf(alphanumeric, 1),
  $randomWord: () => someOf(letters, 8),
  $randomFirstName: () => oneOf(['Ada', 'Grace', 'Edsger', 'Barbara', 'Donald', 'Radia']),
  $randomColor: () => oneOf(['red', 'green', 'blue', 'yellow', 'black', 'white']),
  $randomEmail: () => `${someOf(letters, 10)}@example.com`,
  $randomPrice: () => (randomInt(0, 100_000) / 100).toFixed(2),
};

const oneOf = (values: readonly string[]): string => values[randomInt(values.length)]!;
