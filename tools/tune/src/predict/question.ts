import { CommandError } from '@acado/command-line';
import { z } from 'zod';

/** Lambda's smallest and largest memory size, MB. */
const MEMORY_MB = { least: 128, most: 10_240 };
/** Lambda's longest timeout, ms. */
const LONGEST_MS = 900_000;
/** More would take seconds to answer. */
const MOST_MEASUREMENTS = 500;

const between = (least: number, most: number, unit: string) => {
  const error = ({ input }: { input?: unknown }) =>
    `must be a number from ${least} to ${most} ${unit}, not ${JSON.stringify(input)}`;
  return z.number({ error }).min(least, { error }).max(most, { error });
};
const memoryMb = between(MEMORY_MB.least, MEMORY_MB.most, '(MB)');
const durationError = ({ input }: { input?: unknown }) =>
  `must be a number above 0, at most ${LONGEST_MS} (ms), not ${JSON.stringify(input)}`;
const durationMs = z
  .number({ error: durationError })
  .positive({ error: durationError })
  .max(LONGEST_MS, { error: durationError });

const list = <Item extends z.ZodType>(item: Item, what: string) =>
  z.array(item, { error: `must be an array of ${what}` });

const questionSchema = z
  .strictObject(
    {
      memoryMB: list(memoryMb, 'memory sizes (MB)')
        .min(1, { error: 'must have at least one measured size' })
        .max(MOST_MEASUREMENTS, { error: `must have at most ${MOST_MEASUREMENTS} sizes` }),
      durationMs: list(durationMs, 'durations (ms)'),
      predict: list(memoryMb, 'memory sizes (MB)'),
    },
    {
      error: (issue) =>
        issue.code === 'unrecognized_keys'
          ? `has the unknown field ${issue.keys?.join(', ')}`
          : 'must be an object with memoryMB, durationMs and predict',
    },
  )
  .refine((question) => question.memoryMB.length === question.durationMs.length, {
    path: ['durationMs'],
    error: ({ input }) => {
      const { memoryMB, durationMs } = input as { memoryMB: unknown[]; durationMs: unknown[] };
      return `has ${durationMs.length} values, memoryMB has ${memoryMB.length}: one duration per size`;
    },
  });

/** One line of the input. */
export type Question = z.infer<typeof questionSchema>;

/**
 * Reads one line of the input.
 *
 * @throws {CommandError} naming the line and each field that is wrong.
 */
export function parseQuestion(text: string, line: number): Question {
  const parsed = questionSchema.safeParse(parseJson(text, line));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${pathText(path)} ${message}`);
  throw new CommandError(problems.map((problem) => `Line ${line}: ${problem}`).join('\n'));
}

function parseJson(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`Line ${line} is not JSON: ${(error as Error).message}`);
  }
}

/** `durationMs[1]`; the line itself has no path. */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : String(key)),
    '',
  ) || 'it';
