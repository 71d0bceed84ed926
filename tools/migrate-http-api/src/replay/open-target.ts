import { CommandError } from '@acado/command-line';
import { join, resolve } from 'node:path';
import { analyse } from '../analyse/analyse.ts';
import { readConfigOptions } from '../config/read-options.ts';
import { type Costs, compareCosts } from '../cost/compare-costs.ts';
import { readSource } from '../read/read-source.ts';
import type { Traffic } from '../traffic/traffic.ts';
import type { Difference } from './compare/difference.ts';
import { readUrl } from './options.ts';
import { openServicePair, type ServicePairOptions } from './service/service-pair.ts';

/** Both APIs. */
export interface Target {
  before: string;
  after: string;
  effects?: () => Difference[];
  costs?: Costs[];
  close(): Promise<void>;
}

const ROOT = join(import.meta.dirname, '../../../..');

interface Values {
  before?: string | undefined;
  after?: string | undefined;
  service?: string | undefined;
  payload: string;
}

/**
 * The APIs that the options name, started if need be.
 *
 * @throws {CommandError} naming the option.
 */
export async function openTarget(
  { before, after, service, payload }: Values,
  accepted: ReadonlyMap<string, string>,
  traffic: Traffic,
  running: Pick<ServicePairOptions, 'signal' | 'report' | 'onFolder'>,
): Promise<Target> {
  if (service === undefined) {
    if (before === undefined || after === undefined)
      throw new CommandError('Expected --before and --after, or --service\nSee --help');
    return {
      ...{ before: readUrl('before', before), after: readUrl('after', after) },
      close: async () => undefined,
    };
  }
  if (before !== undefined || after !== undefined)
    throw new CommandError('Expected --before and --after, or --service, not both');
  if (payload !== '1.0' && payload !== '2.0')
    throw new CommandError(`--payload: Expected 1.0 or 2.0, not "${payload}"`);
  const config = readConfigOptions({ audience: [], 'authorizer-response': 'policy', payload });
  const costs = readSource(service, { stage: 'local' }).map((api) =>
    compareCosts(analyse(api, { accepted, payload, traffic }), traffic),
  );
  const migration = { ...config, accepted };
  const pair = await openServicePair({
    ...{ ...running, root: ROOT, service: resolve(service), migration },
  });
  return { ...pair, costs };
}
