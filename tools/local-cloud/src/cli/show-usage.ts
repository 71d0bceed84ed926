import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type UsageSnapshot, usageSnapshotSchema } from '../metering/usage-snapshot.ts';
import { table } from './console.ts';
import { type UsageOptions } from './options.ts';
import { type Places, placesOf, workspaceRoot } from './places.ts';
import { UserError } from './user-error.ts';

const outputs = z.looseObject({ awsEndpoint: z.url() });

const shown = (amount: number | undefined): string => (amount ? amount.toLocaleString('en') : '-');

/** The usage as tables, one below the other; those without a row are left out. */
export const usageTables = ({
  since,
  calls,
  apis,
  logs,
  metrics,
  stateMachines = [],
}: UsageSnapshot): string =>
  [
    [
      [
        ...['SERVICE', 'OPERATION', 'RESOURCE', 'CALLER'],
        ...['REQUESTS', 'FAILED', 'EMPTY', 'CHUNKS'],
        ...['READ UNITS', 'WRITE UNITS', 'BYTES IN', 'BYTES OUT'],
      ],
      ...calls.map((call) => [
        ...[call.service, call.operation, call.resource || '-', call.caller],
        ...[call.requests, call.failed, call.empty, call.chunks].map(shown),
        ...[call.readUnits, call.writeUnits, call.bytesIn, call.bytesOut].map(shown),
      ]),
    ],
    [
      ['API', 'TYPE', 'REQUESTS', 'REJECTED', 'UNITS OF 512 KB'],
      ...apis.map(({ api, type, requests, rejected, units512Kb }) => [
        ...[api, type],
        ...[requests, rejected, units512Kb].map(shown),
      ]),
    ],
    [
      ['LOG GROUP', 'EVENTS', 'BYTES'],
      ...logs.map(({ logGroup, events, bytes }) => [logGroup, ...[events, bytes].map(shown)]),
    ],
    [
      ['STATE MACHINE', 'EXECUTIONS', 'TRANSITIONS'],
      ...stateMachines.map(({ stateMachine, executions, transitions }) => [
        stateMachine,
        ...[executions, transitions].map(shown),
      ]),
    ],
    [
      ['NAMESPACE', 'METRIC', 'DIMENSIONS'],
      ...metrics.map(({ namespace, name, dimensions }) => [
        ...[namespace, name],
        Object.entries(dimensions)
          .map((dimension) => dimension.join('='))
          .join(' '),
      ]),
    ],
  ]
    .filter((rows) => rows.length > 1)
    .map(table)
    .concat(`Since ${since}`)
    .join('\n\n');

/** The cloud is on this machine: longer than this only one takes that hangs. */
const ANSWERS_WITHIN_MS = 10_000;

/** What a running cloud has counted, as text. @throws UserError when none runs. */
export const showUsage = async (
  { port, json }: UsageOptions,
  places: Pick<Places, 'cloudDirectory'> = placesOf(workspaceRoot),
): Promise<string> => {
  const snapshot = await readUsage(join(places.cloudDirectory(port), 'outputs.json')).catch(
    (error: unknown) => {
      const message = `No local cloud is Ready on port ${port}: npm start`;
      throw new UserError(message, { cause: error });
    },
  );
  return json ? JSON.stringify(snapshot, null, 2) : usageTables(snapshot);
};

/** Rejects when there is no such file, or when at its address nobody answers, or somebody else. */
const readUsage = async (outputsFile: string): Promise<UsageSnapshot> => {
  const { awsEndpoint } = outputs.parse(JSON.parse(await readFile(outputsFile, 'utf8')));
  const answer = await fetch(`${awsEndpoint}/_local/usage`, {
    signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
  });
  return usageSnapshotSchema.parse(await answer.json());
};
