import { awsProblem, type Command, CommandError, readArguments } from '@acado/command-line';
import { leftText } from '../settings/borrowed-functions.ts';
import { isRunning } from '../settings/is-running.ts';
import { type Change, fileJournal, type Journal } from '../settings/journal.ts';
import { putBack, type PutBack } from '../settings/put-back.ts';
import type { LambdaSettings } from '../settings/settings.ts';
import { JOURNAL_FOLDER } from '../workspace.ts';

const usage = `Usage: npm run --silent load-test -- restore [--force] [--forget] [--json]

Puts back what a load test that was killed had changed: memory and reserved concurrency. What
somebody else has set since is left as it is. The next test of the same function does the same.

  --force    also what somebody else has set since, and what a process that seems to run changed
  --forget   changes nothing, and forgets what was written down
  --json     print what was done as JSON and nothing else

Exit codes: 0 all is as it was; 1 something is not; 2 wrong input.
`;

const OPTIONS = {
  force: { type: 'boolean', default: false },
  forget: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

type Open = (change: Change) => Promise<LambdaSettings & { close(): void }>;
type Outcome = Omit<PutBack, 'left'> & { left: string[]; problem?: string };

/** @param journal Where it was written down. */
export const restoreFrom = (
  journal: Journal,
  open: Open,
  runs: typeof isRunning = isRunning,
): Command => ({
  summary: 'put back what a killed test had changed',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, OPTIONS);
    if (positionals.length > 0) throw new CommandError('restore takes no arguments\nSee --help');
    const outcomes: Outcome[] = [];
    for (const change of journal.read()) outcomes.push(await restoreOne(change, values));
    if (values.json) io.stdout.write(`${JSON.stringify(outcomes, null, 2)}\n`);
    else io.stdout.write(outcomes.map(textOf).join('') || 'Nothing was left\n');
    return outcomes.every(({ left, problem }) => left.length === 0 && !problem) ? 0 : 1;

    async function restoreOne(change: Change, { force, forget }: typeof values): Promise<Outcome> {
      const nothing = { function: change.function, done: [], left: [] };
      if (forget) {
        journal.remove(change);
        return { ...nothing, done: ['forgotten'] };
      }
      if (!force && runs(change.pid))
        return { ...nothing, problem: `process ${change.pid} measures it` };
      const settings = await open(change);
      try {
        const back = await putBack(settings, change, force);
        if (back.left.length === 0) journal.remove(change);
        return back;
      } catch (error) {
        const known = awsProblem(error, change.region) ?? error;
        if (!(known instanceof CommandError)) throw error;
        return { ...nothing, problem: known.message };
      } finally {
        settings.close();
      }
    }
  },
});

function textOf(outcome: Outcome): string {
  const { function: name, done, left, problem } = outcome;
  if (problem !== undefined) return `${name}: ${problem}\n`;
  if (left.length > 0) return `${leftText(outcome)}\n`;
  return `${name}: ${done.join(', ') || 'is as it was'}\n`;
}

const LOCAL_KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Puts back what killed tests of this workspace had changed. */
export const restore = restoreFrom(fileJournal(JOURNAL_FOLDER), async ({ region, endpoint }) => {
  // The SDK takes a while to load: only here.
  const { lambdaSettings } = await import('../settings/lambda-settings.ts');
  const hasKeys = Boolean(process.env.AWS_ACCESS_KEY_ID || process.env.AWS_PROFILE);
  const credentials = endpoint === undefined || hasKeys ? undefined : LOCAL_KEYS;
  return lambdaSettings({ region, endpoint, credentials });
});
