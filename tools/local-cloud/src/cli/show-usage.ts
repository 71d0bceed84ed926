import { existsSync, readFileSync } from 'node:fs';
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
export const usageTables = ({ since, calls, apis, logs, metrics }: UsageSnapshot): string =>
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

/** What a running cloud has counted, as text. @throws UserError when none runs. */
export const showUsage = async (
  { port, json }: UsageOptions,
  places: Pick<Places, 'cloudDirectory'> = placesOf(workspaceRoot),
): Promise<string> => {
  const file = join(places.cloudDirectory(port), 'outputs.json');
  const nobody = new UserError(`No local cloud is Ready on port ${port}: npm start`);
  if (!existsSync(file)) throw nobody;
  const { awsEndpoint } = outputs.parse(JSON.parse(readFileSync(file, 'utf8')));
  const answer = await fetch(`${awsEndpoint}/_local/usage`).catch(() => undefined);
  if (!answer?.ok) throw nobody;
  const snapshot = usageSnapshotSchema.parse(await answer.json());
  return json ? JSON.stringify(snapshot, null, 2) : usageTables(snapshot);
};
