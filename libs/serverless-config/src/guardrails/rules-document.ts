import { rules } from '../rules/index.ts';
import { exemptionRules } from './exemption-rules.ts';
import { MAX_EXEMPTION_DAYS } from './exemptions.ts';

type Documented = (typeof exemptionRules)[number];

const introduction = `# Rules

What every stack of this workspace keeps to. \`sls package\` and \`sls deploy\` check them on the compiled template and
refuse one with errors; \`npm run guardrails\` checks all packaged services as of today. This file is made of the rules
themselves: \`node tools/guardrails/src/cli.ts rules --markdown > libs/serverless-config/RULES.md\`.

## Exemptions

They stand beside what they are about, with a reason and their last day, at most ${MAX_EXEMPTION_DAYS} days ahead:

\`\`\`yaml
functions:
  renderReceipt:
    # Also for what the framework makes of the function: its role, log group, queue mapping, schedule, permissions.
    guardrails:
      arm64: { reason: The font library has no build for it, until: '2027-03-31' }

resources:
  Resources:
    Imports:
      Type: AWS::S3::Bucket
      Metadata:
        Guardrails:
          deletion-policy: { reason: Copies of files that the supplier keeps, until: '2027-06-30' }
  extensions: # of a resource that the framework makes
    HttpApi:
      Metadata: { Guardrails: { api-alarm: { reason: …, until: '2027-06-30' } } }

custom:
  exemptions: # of the whole service
    tuned-memory: { reason: It runs once a month, until: '2027-06-30' }
\`\`\`
`;

const anchored = (source: string): string =>
  source.startsWith('https://') ? source : `../../${source}`;

const section = ({ id, title, severity, reason, source, remedy }: Documented): string =>
  `### ${id}

${title}. (${severity})

- **Why:** ${reason} [Source](${anchored(source)})
- **Remedy:** ${remedy}
`;

/**
 * RULES.md: every rule with its severity, reason and remedy.
 *
 * @example
 * writeFileSync('libs/serverless-config/RULES.md', rulesDocument());
 */
export const rulesDocument = (): string =>
  [
    introduction,
    '## Of stacks\n',
    ...rules.map(section),
    '## Of exemptions\n',
    ...exemptionRules.map(section),
  ].join('\n');
