import { type Command, readArguments } from '@acado/command-line';
import { type Analysis, analyse } from '../analyse/analyse.ts';
import { analysisJson } from '../report/json.ts';
import { textOf } from '../report/text.ts';
import { readSources } from './sources.ts';
import { readAccepted, readPayload, readUses } from './options.ts';

const usage = `Usage: npm run --silent migrate-http-api -- check [options] [<file or folder>…]

Says for each route of the REST APIs it finds whether it can move to an HTTP API: ready, needs rewrite or blocked,
with reasons and remedies. It reads compiled CloudFormation templates, OpenAPI 3 and Swagger 2 exports with API
Gateway's extensions, the serverless.yml of a folder, and an account.

  --account                read the REST APIs of an account
  --api <id or name>       only this one of the account; may be repeated
  --target <local|aws>     local: the cloud that npm start runs (default when it runs); aws: what the
                           environment names
  --region <name>          of account and prices (default: AWS_REGION, or us-east-1)
  --accept <rule>[=<why>]  what this rule says is lost is given up; may be repeated
  --payload <1.0|2.0>      payload format that the functions are to get (default: undecided)
  --uses <feature>         used, though no definition shows it: test-invoke, merged-definition,
                           developer-portal, sigv4a; may be repeated
  --stage <name>           for which a serverless.yml is read (default: dev)
  --json                   machine-readable

Exit codes: 0 all routes are ready; 1 something is blocked or needs a rewrite; 2 wrong input or options.

Example:
  npm run --silent migrate-http-api -- check services/baseline --accept edge-endpoint
`;

const OPTIONS = {
  account: { type: 'boolean', default: false },
  api: { type: 'string', multiple: true, default: [] as string[] },
  target: { type: 'string' },
  region: { type: 'string' },
  json: { type: 'boolean', default: false },
  accept: { type: 'string', multiple: true, default: [] as string[] },
  payload: { type: 'string' },
  stage: { type: 'string', default: 'dev' },
  uses: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Says what can move. */
export const check: Command = {
  summary: 'say for each route whether it can move, and why not',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const payload = readPayload(values.payload);
    const decisions = {
      accepted: readAccepted(values.accept),
      ...(payload && { payload }),
      traffic: { region: 'us-east-1' },
    };
    const uses = readUses(values.uses).map((feature) => ({
      feature,
      place: { file: '--uses', path: feature },
    }));
    const apis = await readSources({ ...values, paths: positionals, only: values.api }, io);
    const analyses = apis.map((api) =>
      analyse({ ...api, features: [...api.features, ...uses] }, decisions),
    );
    io.stdout.write(
      values.json
        ? `${JSON.stringify({ apis: analyses.map(analysisJson) }, null, 2)}\n`
        : analyses.map(textOf).join('\n'),
    );
    return isReady(analyses) ? 0 : 1;
  },
};

const isReady = (analyses: readonly Analysis[]): boolean =>
  analyses.every(({ verdict }) => verdict === 'ready');
