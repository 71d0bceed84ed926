import * as z from 'zod';
import type { Recording } from '../run/run-variant.ts';
import { type Files, jsonText, linesText, parseJson, parseLines, readText } from './files.ts';
import {
  configurationSchema,
  orderTimesSchema,
  outcomeSchema,
  reportLineSchema,
  type Run,
  runSchema,
  usageSchema,
} from './schemas.ts';

/** Everything that was measured. */
export interface Evidence {
  run: Run;
  recordings: ReadonlyMap<string, Recording>;
}

const recordingSchema = z.strictObject({
  configuration: configurationSchema,
  reports: reportLineSchema.array(),
  usage: usageSchema,
  times: orderTimesSchema.array(),
  outcome: outcomeSchema,
});

const fileOf = (name: string, file: string): string => `runs/${name}/${file}`;

/** The evidence with its fields in the order of the schemas: as it is when it is read from its files again. */
export const inOrder = ({ run, recordings }: Evidence): Evidence => ({
  run: runSchema.parse(run),
  recordings: new Map(
    [...recordings].map(([name, recording]) => [name, recordingSchema.parse(recording)]),
  ),
});

/**
 * The files that the report is made of.
 *
 * @param prices A file of the price book.
 */
export function evidenceFiles({ run, recordings }: Evidence, prices: unknown): Files {
  const files: Files = new Map([
    ['run.json', jsonText(run)],
    ['prices.json', jsonText(prices)],
  ]);
  for (const [name, { configuration, reports, usage, times, outcome }] of recordings) {
    files.set(fileOf(name, 'configuration.json'), jsonText(configuration));
    files.set(fileOf(name, 'reports.ndjson.gz'), linesText(reports));
    files.set(fileOf(name, 'usage.json'), jsonText(usage));
    files.set(fileOf(name, 'orders.ndjson.gz'), linesText(times));
    files.set(fileOf(name, 'outcome.json'), jsonText(outcome));
  }
  return files;
}

/** Reads the files back. @throws {CommandError} naming file and field of what is not as it should be. */
export async function readEvidence(
  folder: string,
): Promise<{ evidence: Evidence; prices: unknown }> {
  const text = (name: string) => readText(folder, name);
  const run = parseJson('run.json', await text('run.json'), runSchema);
  const prices = parseJson('prices.json', await text('prices.json'), z.unknown());
  const recordings = new Map<string, Recording>();
  for (const name of run.runs) {
    const json = async <Schema extends Parameters<typeof parseJson>[2]>(
      file: string,
      schema: Schema,
    ) => parseJson(fileOf(name, file), await text(fileOf(name, file)), schema);
    const lines = async <Schema extends Parameters<typeof parseLines>[2]>(
      file: string,
      schema: Schema,
    ) => parseLines(fileOf(name, file), await text(fileOf(name, file)), schema);
    recordings.set(name, {
      configuration: await json('configuration.json', configurationSchema),
      reports: await lines('reports.ndjson.gz', reportLineSchema),
      usage: await json('usage.json', usageSchema),
      times: await lines('orders.ndjson.gz', orderTimesSchema),
      outcome: await json('outcome.json', outcomeSchema),
    });
  }
  return { evidence: { run, recordings }, prices };
}
