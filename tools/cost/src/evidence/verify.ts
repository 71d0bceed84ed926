import { CommandError } from '@acado/command-line';
import { createPriceBook, PriceFileError, UnpricedUsageError } from '@acado/pricing';
import { readText } from './record/files.ts';
import { readEvidence } from './record/record.ts';
import { reportFiles, type Reported } from './report-files.ts';

/**
 * Makes a report again from the evidence and the prices in its folder, and compares every file with what is there.
 *
 * @throws {CommandError} naming the first difference.
 */
export async function verify(folder: string): Promise<Reported> {
  const again = await remade(folder);
  // The figures before what shows them.
  const names = ['report.json', ...again.files.keys()];
  for (const name of names) {
    const there = await readText(folder, name);
    const made = again.files.get(name)!;
    if (there === made) continue;
    const where = name.endsWith('.json') ? differenceInJson(there, made) : undefined;
    throw new CommandError(
      `${name} is not what the evidence gives: ${where ?? differentLine(there, made)}`,
      1,
    );
  }
  return again;
}

async function remade(folder: string): Promise<Reported> {
  const { evidence, prices } = await readEvidence(folder);
  try {
    return reportFiles(evidence, createPriceBook({ [evidence.run.region]: prices }));
  } catch (error) {
    const expected =
      error instanceof PriceFileError ||
      error instanceof UnpricedUsageError ||
      error instanceof RangeError;
    if (expected) throw new CommandError(error.message, 1);
    throw error;
  }
}

function differenceInJson(there: string, made: string): string | undefined {
  try {
    return firstDifference('', JSON.parse(there), JSON.parse(made));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function firstDifference(path: string, there: unknown, made: unknown): string | undefined {
  if (isObject(there) && isObject(made)) {
    for (const key of new Set([...Object.keys(made), ...Object.keys(there)])) {
      const place = path === '' ? key : `${path}.${key}`;
      const found = firstDifference(place, there[key], made[key]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return there === made ? undefined : `${path} is ${shown(there)}, it gives ${shown(made)}`;
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'absent').slice(0, 100);

function differentLine(there: string, made: string): string {
  const expected = made.split('\n');
  const lines = there.split('\n');
  const line = expected.findIndex((text, index) => text !== lines[index]);
  const number = line === -1 ? expected.length + 1 : line + 1;
  return `line ${number} is ${shown(lines[number - 1])}, it gives ${shown(expected[number - 1])}`;
}
