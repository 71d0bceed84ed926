import { type Command, readArguments } from '@acado/command-line';
import { analyse } from '../analyse/analyse.ts';
import { compareCosts } from '../cost/compare-costs.ts';
import { reportJson } from '../report/json.ts';
import { textOf } from '../report/text.ts';
import { writeReport } from '../report/write-report.ts';
import { readTraffic, TRAFFIC_OPTIONS, TRAFFIC_USAGE } from '../traffic/options.ts';
import { DECISION_OPTIONS, DECISION_USAGE, readDecisions } from './options.ts';
import { readSources, SOURCE_OPTIONS, SOURCE_USAGE } from './sources.ts';

const usage = `Usage: npm run --silent migrate-http-api -- check [options] [<file or folder>…]

Says for each route of the REST APIs it finds whether it can move to an HTTP API (ready, needs rewrite, blocked), why
not and what to do instead, and what it costs before and after. It reads compiled CloudFormation templates, OpenAPI 3
and Swagger 2 exports with API Gateway's extensions, the serverless.yml of a folder, and an account.

${SOURCE_USAGE}
${DECISION_USAGE}
${TRAFFIC_USAGE}
  --report <folder>        write report.html, report.md and report.json into it
  --json                   machine-readable

Exit codes: 0 all routes are ready; 1 something is blocked or needs a rewrite; 2 wrong input or options.

Example:
  npm run --silent migrate-http-api -- check services/baseline --accept edge-endpoint --requests 5000000
`;

const OPTIONS = {
  ...{ ...SOURCE_OPTIONS, ...DECISION_OPTIONS, ...TRAFFIC_OPTIONS },
  report: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Says what can move. */
export const check: Command = {
  summary: 'say for each route whether it can move, and why not',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    const traffic = readTraffic(values, values.region ?? process.env.AWS_REGION);
    const decisions = { ...readDecisions(values), traffic };
    const apis = await readSources({ ...values, paths: positionals, only: values.api }, io);
    const reports = apis.map((api) => {
      const analysis = analyse(api, decisions);
      return { analysis, costs: compareCosts(analysis, traffic) };
    });
    if (values.report !== undefined)
      for (const file of await writeReport(values.report, reports)) io.stderr.write(`${file}\n`);
    io.stdout.write(
      values.json
        ? `${JSON.stringify(reportJson(reports), null, 2)}\n`
        : reports.map(textOf).join('\n'),
    );
    return reports.every(({ analysis }) => analysis.verdict === 'ready') ? 0 : 1;
  },
};
