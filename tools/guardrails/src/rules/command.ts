import { type Command, readOptions } from '@acado/command-line';
import {
  exemptionRules,
  rules as allRules,
  rulesDocument,
} from '@acado/serverless-config/guardrails';

const usage = `Usage: npm run guardrails -- rules [options]

Lists the rules that every service keeps to, why, and what to do about a finding.

  --markdown   as libs/serverless-config/RULES.md
  --json       machine-readable

Exit codes: 0 done; 2 wrong arguments.

Example: npm run --silent guardrails -- rules --json
`;

const OPTIONS = {
  markdown: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} satisfies Parameters<typeof readOptions>[1];

const documented = [...allRules, ...exemptionRules].map(
  ({ id, severity, title, reason, source, remedy }) => ({
    ...{ id, severity, title, reason, source, remedy },
  }),
);

const text = ({ id, severity, title, reason, source, remedy }: (typeof documented)[number]) =>
  `${id} (${severity})
  ${title}.
  Why: ${reason}
       ${source}
  Remedy: ${remedy}
`;

/** Lists the rules. */
export const rules: Command = {
  summary: 'list the rules, their reasons and remedies',
  usage,
  async run(args, { stdout }) {
    const { markdown, json } = readOptions(args, OPTIONS);
    if (json) stdout.write(`${JSON.stringify(documented, null, 2)}\n`);
    else stdout.write(markdown ? rulesDocument() : documented.map(text).join('\n'));
    return 0;
  },
};
