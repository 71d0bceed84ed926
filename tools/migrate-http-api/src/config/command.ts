import { type Command, readArguments } from '@acado/command-line';
import { analyse } from '../analyse/analyse.ts';
import { DECISION_OPTIONS, DECISION_USAGE, readDecisions } from '../check/options.ts';
import { readSources, SOURCE_OPTIONS, SOURCE_USAGE } from '../check/sources.ts';
import { planOf } from './plan.ts';
import { CONFIG_OPTIONS, CONFIG_USAGE, readConfigOptions } from './read-options.ts';
import { yamlOf } from './yaml.ts';

const usage = `Usage: npm run --silent migrate-http-api -- config [options] [<file or folder>…]

Prints the HTTP API that takes the place of a REST API, as the part of a serverless.yml to paste: provider.httpApi,
httpApi events by function, and resources for routes that lead to a URL. Routes that can't move are comments.

${SOURCE_USAGE}
${DECISION_USAGE}${CONFIG_USAGE}
  --json                   machine-readable

Exit codes: 0 every route is in it; 1 some stay with the REST API; 2 wrong input or options.

Example:
  npm run --silent migrate-http-api -- config openapi.json --accept stage-prefix
`;

const OPTIONS = {
  ...{ ...SOURCE_OPTIONS, ...DECISION_OPTIONS, ...CONFIG_OPTIONS },
  json: { type: 'boolean', default: false },
} as const;

/** Prints configuration to paste. */
export const config: Command = {
  summary: 'print the httpApi configuration to paste',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const decisions = { ...readDecisions(values), traffic: { region: 'us-east-1' } };
    const options = readConfigOptions(values);
    const apis = await readSources({ ...values, paths: positionals, only: values.api }, io);
    const plans = apis.map((api) => ({
      name: api.name,
      ...planOf(analyse(api, decisions), options),
    }));
    io.stdout.write(
      values.json
        ? `${JSON.stringify({ apis: plans.map(({ moved: _moved, ...plan }) => plan) }, null, 2)}\n`
        : plans.map((plan) => `# ${plan.name}\n${yamlOf(plan)}`).join('\n'),
    );
    return plans.every(({ refused }) => refused.length === 0) ? 0 : 1;
  },
};
