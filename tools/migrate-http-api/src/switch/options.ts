import { CommandError } from '@acado/command-line';
import { DECISION_OPTIONS, DECISION_USAGE } from '../check/options.ts';
import { readApi, readInputs, STRATEGIES, type SwitchInputs } from './inputs.ts';

/** Options of `switch`, for `parseArgs`. */
export const SWITCH_OPTIONS = {
  ...DECISION_OPTIONS,
  strategy: { type: 'string', default: 'at-once' },
  region: { type: 'string' },
  domain: { type: 'string' },
  'rest-api': { type: 'string' },
  'http-api': { type: 'string' },
  'base-path': { type: 'string', multiple: true, default: [] as string[] },
  'hosted-zone': { type: 'string' },
  certificate: { type: 'string' },
  distribution: { type: 'string' },
  'alarm-topic': { type: 'string' },
  weights: { type: 'string', default: '5,25,50,100' },
  minutes: { type: 'string', default: '30' },
  definition: { type: 'string' },
  stage: { type: 'string', default: 'dev' },
  force: { type: 'boolean', default: false },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export const SWITCH_USAGE = `  --strategy <name>        ${STRATEGIES.join(', ')} (default: at-once)
  --domain <name>          of the API, such as api.example.com
  --rest-api <id>/<stage>  which answers today
  --http-api <id>/<stage>  which is to answer; the stage may be $default (in quotes)
  --region <name>          of both (default: AWS_REGION, or us-east-1)
  --base-path <path>       mapping of the domain that moves (default: the domain itself); repeated for base-paths, in
                           the order in which they move
  --hosted-zone <id>       of Route 53; for weighted
  --certificate <ARN>      of ACM in us-east-1; for weighted
  --distribution <id>      of CloudFront, which is in front of the REST API today; for canary
  --weights <percent,…>    shares of the HTTP API, rising to 100 (default: 5,25,50,100)
  --minutes <n>            that each share is watched (default: 30)
  --alarm-topic <ARN>      of SNS, which alarms tell
  --definition <path>      the REST API's definition, as check reads it: nothing is planned while routes are blocked
  --stage <name>           for which a serverless.yml is read (default: dev)
${DECISION_USAGE}  --force                  plan although something is blocked
`;

type Values = {
  [Name in keyof typeof SWITCH_OPTIONS]?: string | boolean | string[] | undefined;
};

const text = (value: Values[keyof Values]): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** @throws {CommandError} naming every option that is wrong. */
export function inputsOf(values: Values, region: string): SwitchInputs {
  const strategy = STRATEGIES.find((known) => known === values.strategy);
  if (!strategy)
    throw new CommandError(
      `--strategy: Expected one of ${STRATEGIES.join(', ')}, not "${String(values.strategy)}"`,
    );
  const paths = Array.isArray(values['base-path']) ? values['base-path'] : [];
  if (strategy === 'base-paths' ? paths.length === 0 : paths.length > 1)
    throw new CommandError(
      `--base-path: --strategy ${strategy} needs ${strategy === 'base-paths' ? 'at least' : 'at most'} one`,
    );
  return readInputs({
    ...{ strategy, region },
    domain: text(values.domain) ?? '',
    rest: readApi('rest-api', text(values['rest-api'])),
    http: readApi('http-api', text(values['http-api'])),
    basePaths: paths.length > 0 ? paths.map((path) => path.replace(/^\/|\/$/g, '')) : [''],
    hostedZone: text(values['hosted-zone']),
    certificate: text(values.certificate),
    distribution: text(values.distribution),
    alarmTopic: text(values['alarm-topic']),
    weights: (text(values.weights) ?? '').split(',').map(Number),
    minutes: Number(text(values.minutes)),
  });
}
