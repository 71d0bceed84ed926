import { appendFileSync, readFileSync } from 'node:fs';
import { type Command, CommandError, readOptions } from '@acado/command-line';
import { z } from 'zod';
import { ghIn } from '../github.ts';
import { commentEventSchema, decide, type Decision } from './decide.ts';

const usage = `Usage: npm run tune -- approval [--event FILE] [--output FILE]

Reads what a comment on a tuning issue decides, for .github/workflows/tune-comment.yml: /approve or /deny by
somebody who may write to the repository. Prints the decision, and appends it to the output file
as the lines decision=approve|deny|none, issue=, service=, function=, stage=, branch=, commit=, run=,
workflow-run=.

  --event FILE   the event that GitHub hands over; default $GITHUB_EVENT_PATH
  --output FILE  default $GITHUB_OUTPUT
  --json         print the decision as JSON

Exit codes: 0 read, whatever it decides; 1 GitHub did not say who may write; 2 no such event.
`;

/** Reads the decision of a comment. */
export const approval: Command = {
  summary: 'read what a comment on a tuning issue decides (for CI)',
  usage,
  async run(args, io) {
    const values = readOptions(args, {
      event: { type: 'string' },
      output: { type: 'string' },
      json: { type: 'boolean', default: false },
    });
    const file = values.event ?? process.env['GITHUB_EVENT_PATH'];
    if (!file) throw new CommandError('Say where the event is: --event FILE');
    const { success, data, error } = commentEventSchema.safeParse(eventIn(file));
    if (!success)
      throw new CommandError(`${file} is no new comment on an issue:\n${z.prettifyError(error)}`);
    const decision = decide(data, (...asked) => ghIn(process.cwd()).permissionOf(...asked));
    const words = 'why' in decision ? decision.why : decision.decision;
    io.stdout.write(`${values.json ? JSON.stringify(decision) : words}\n`);
    const output = values.output ?? process.env['GITHUB_OUTPUT'];
    if (output !== undefined) appendFileSync(output, outputLines(decision));
    return 0;
  },
};

function eventIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file} can't be read: ${(error as Error).message}`);
  }
}

/** The values come from a strict schema: none of them has a line break. */
function outputLines(decision: Decision): string {
  if (decision.decision === 'none') return 'decision=none\n';
  const { functionKey, workflowRun = '', ...facts } = decision.facts;
  return Object.entries({
    ...{ decision: decision.decision, issue: decision.issue, ...facts },
    ...{ function: functionKey, 'workflow-run': workflowRun },
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
