import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../analyse/analyse.ts';
import { compareCosts } from '../cost/compare-costs.ts';
import { diffOf } from '../migrate/diff.ts';
import { migrateService } from '../migrate/migrate-service.ts';
import type { RestApi } from '../model/rest-api.ts';
import { readSource } from '../read/read-source.ts';
import { contentsOf } from '../report/write-report.ts';
import { readTraffic } from '../traffic/options.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const EXAMPLES = join(import.meta.dirname, '../../examples');

/** A worked example: what is read, and what is decided. */
interface Example {
  folder: string;
  /** Relative to the workspace. */
  source: string;
  traffic?: string;
  accepted?: Record<string, string>;
}

export const EXAMPLE_LIST: Example[] = [
  {
    folder: 'baseline',
    source: 'services/baseline',
    accepted: { 'edge-endpoint': 'callers are in the region' },
  },
  {
    folder: 'orders-export',
    source: 'tools/migrate-http-api/examples/orders-export/openapi.yml',
    traffic: join(EXAMPLES, 'orders-export/traffic.json'),
  },
  { folder: 'proxy', source: 'tools/migrate-http-api/examples/proxy/template.yml' },
];

/** As if it were read from the workspace's folder. */
const read = (source: string): RestApi[] =>
  readSource(join(ROOT, source), { stage: 'dev' }).map(
    (api) => JSON.parse(JSON.stringify(api).replaceAll(`${ROOT}/`, '')) as RestApi,
  );

/** What an example comes to. */
export function reportsOf({ source, traffic: file, accepted = {} }: Example) {
  const traffic = readTraffic({ traffic: file }, undefined);
  return read(source).map((api) => {
    const analysis = analyse(api, { accepted: new Map(Object.entries(accepted)), traffic });
    return { analysis, costs: compareCosts(analysis, traffic) };
  });
}

/** The migration of services/baseline. */
export function migratedBaseline() {
  const file = 'services/baseline/serverless.yml';
  return migrateService(readFileSync(join(ROOT, file), 'utf8'), {
    ...{ file: join(ROOT, file), stage: 'dev', payload: '1.0', authorizerResponse: 'policy' },
    audiences: [],
    decisions: {
      accepted: new Map([['edge-endpoint', 'callers are in the region']]),
      traffic: { region: 'us-east-1' },
    },
  });
}

/** The committed outputs, by their paths. */
export function exampleFiles(): Map<string, string> {
  const { before = '', after = '' } = migratedBaseline() ?? {};
  return new Map([
    ...EXAMPLE_LIST.flatMap((example) =>
      contentsOf(reportsOf(example)).map(
        ([name, content]) => [join(EXAMPLES, example.folder, 'reports', name), content] as const,
      ),
    ),
    [join(EXAMPLES, 'baseline/reports/migrate.diff'), diffOf(before, after)],
  ]);
}
