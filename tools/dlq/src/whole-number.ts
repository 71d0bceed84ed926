import { CommandError } from '@acado/command-line';

/** @throws {CommandError} naming the option. */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new CommandError(
    `--${option}: expected a whole number from ${min} to ${max.toLocaleString('en')}, not "${text}"`,
  );
}

/** @throws {CommandError} If there is not exactly one. */
export function oneQueue(positionals: readonly string[]): string {
  const [queue, ...others] = positionals;
  if (queue && others.length === 0) return queue;
  throw new CommandError('Name one queue, such as acado-worker-b-dev-orders-dlq\nSee --help');
}
