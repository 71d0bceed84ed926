import type { CandidateId } from '@acado/tuning';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

/** How far a candidate is. */
export interface CandidateProgress {
  id: CandidateId;
  samples: number;
  /** ms, of all samples so far; absent before the first. */
  averageMs?: number | undefined;
  /** Why there will be no more. */
  failure?: string | undefined;
}

/** What the tuner writes down about a run while it goes on. */
export interface Journal {
  /** Candidates of a function that have a version, samples or a failure. */
  progress: (functionArn: string, run: string) => Promise<CandidateProgress[]>;
  /** The run's remains are not yet cleaned up. */
  isHeldBy: (functionArn: string, run: string) => Promise<boolean>;
}

/** `<run>#<kind>#<candidate>[#…]`; what a retry repeats comes after the candidate. */
const entrySchema = z.looseObject({
  entry: z.string(),
  taken: z
    .array(z.looseObject({ index: z.number(), sample: z.looseObject({ durationMs: z.number() }) }))
    .default([]),
  cause: z.string().optional(),
});

/** The journal of the tuner, as far as a reader needs it. */
export function createJournal(client: DynamoDBDocumentClient, tableName: string): Journal {
  return {
    progress: async (functionArn, run) => {
      const entries: z.infer<typeof entrySchema>[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: 'functionArn = :functionArn and begins_with(entry, :run)',
          ExpressionAttributeValues: { ':functionArn': functionArn, ':run': `${run}#` },
        },
      );
      for await (const { Items = [] } of pages)
        entries.push(...Items.map((item) => entrySchema.parse(item)));
      return progressIn(entries);
    },
    isHeldBy: async (functionArn, run) => {
      const { Item } = await client.send(
        new GetCommand({
          TableName: tableName,
          Key: { functionArn, entry: 'lock' },
          ConsistentRead: true,
        }),
      );
      return Item?.['runId'] === run;
    },
  };
}

/** @param entries Of one run and function. */
export function progressIn(entries: readonly z.input<typeof entrySchema>[]): CandidateProgress[] {
  // By invocation: what a task had taken when it died, its retry may take again.
  const durations = new Map<string, Map<number, number>>();
  const failures = new Map<string, string>();
  for (const { entry, taken = [], cause } of entries) {
    const [, kind = '', id = ''] = entry.split('#');
    if (!['version', 'samples', 'failure'].includes(kind)) continue;
    const known = durations.get(id) ?? new Map<number, number>();
    for (const { index, sample } of taken) known.set(index, sample.durationMs);
    durations.set(id, known);
    if (kind === 'failure') failures.set(id, cause ?? 'failed');
  }
  return [...durations]
    .map(([id, known]) => ({
      id: id as CandidateId,
      samples: known.size,
      averageMs: known.size > 0 ? mean([...known.values()]) : undefined,
      failure: failures.get(id),
    }))
    .sort((a, b) => order(a.id).localeCompare(order(b.id)));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** By architecture, then by memory. */
const order = (id: string): string => id.replace(/\d+$/, (memory) => memory.padStart(5, '0'));
