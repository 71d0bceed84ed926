import { type Command, readOptions, textTable } from '@acado/command-line';
import { RULES } from '../rules/rules.ts';

const usage = `Usage: npm run --silent migrate-http-api -- rules [--json]

Lists what the check looks for.

  --json  with reasons, remedies and links

Exit code: 0.

Example:
  npm run --silent migrate-http-api -- rules
`;

/** Lists the rules. */
export const rules: Command = {
  summary: 'list what the check looks for',
  usage,
  async run(args, io) {
    const { json } = readOptions(args, { json: { type: 'boolean', default: false } });
    const rows = RULES.map(({ id, severity, title }) => [id, severity, title]);
    io.stdout.write(
      json
        ? `${JSON.stringify(RULES, null, 2)}\n`
        : textTable([['rule', 'severity', 'what'], ...rows]),
    );
    return 0;
  },
};
