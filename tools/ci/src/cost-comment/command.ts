import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, readOptions } from '@acado/command-line';

/** By it the comment is found again. */
const MARK = '<!-- cost -->';
/** Characters of a comment, of 65,536 that GitHub takes. */
const ROOM = 60_000;

/**
 * The reports of the services as one comment; whole reports are left out where there is no room for them.
 *
 * @param reports Markdown by service.
 */
export function costComment(reports: { service: string; markdown: string }[]): string {
  if (reports.length === 0) return `${MARK}\nThe cost of no service is affected.\n`;
  // What is over the budget first: it decides.
  const sorted = reports.toSorted((a, b) => Number(isOver(b)) - Number(isOver(a)));
  let text = `${MARK}\n`;
  const left: string[] = [];
  for (const { service, markdown } of sorted)
    if (text.length + markdown.length > ROOM) left.push(service);
    else text += `${markdown.trimEnd()}\n\n`;
  if (left.length > 0) text += `Too long for a comment, see the job's log: ${left.join(', ')}\n`;
  return text;
}

const isOver = ({ markdown }: { markdown: string }) => markdown.includes('❌');

/** `cost-comment`: what `nx affected -t cost` left in `reports/cost`, as one comment. */
export const costCommentCommand: Command = {
  summary: 'The reports in reports/cost as one comment of a pull request',
  usage: `Usage: node tools/ci/src/cli.ts cost-comment [options]

Prints Markdown: the reports that npx nx affected -t cost left, those over the budget first.

  --reports <folder>  default reports/cost
  --json              the reports by service, and whether they are over the budget, as JSON
  --help              this text

Exit codes: 0 printed, 2 wrong options.
`,
  async run(args, { stdout }) {
    const { reports: folder, json } = readOptions(args, {
      reports: { type: 'string', default: 'reports/cost' },
      json: { type: 'boolean', default: false },
    });
    const files = existsSync(folder)
      ? readdirSync(folder).filter((name) => name.endsWith('.md'))
      : [];
    const reports = files.sort().map((name) => ({
      service: name.slice(0, -3),
      markdown: readFileSync(join(folder, name), 'utf8'),
    }));
    stdout.write(
      json
        ? `${JSON.stringify(reports.map((report) => ({ ...report, isOver: isOver(report) })))}\n`
        : costComment(reports),
    );
    return 0;
  },
};
