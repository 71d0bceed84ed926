import { awsProblem, type Command, CommandError, readOptions } from '@acado/command-line';
import { awsPorts } from './aws-ports.ts';
import { cleanUp } from './clean-up.ts';
import type { Ports } from './ports.ts';
import { findRemains, isClean, type Remains } from './remains.ts';

const usage = `Usage: npm run tune -- cleanup --function <name or ARN> [options]

Shows what runs of the power tuner left on a function, and with --yes removes it. They clean up after
themselves, also when they are aborted: this is for the case that the tuner is gone. It gives $LATEST
its own configuration back if it carries a run's mark, deletes the versions that were published for
measuring, and removes the lock. It can be repeated, and leaves alone what carries no mark.

  --yes            remove it
  --stage <s>      of the tuner, whose table has the lock; default dev
  --region <r>     default us-east-1
  --json           machine-readable

Exit codes: 0 nothing was left, or is any more; 1 something is left; 2 wrong input.
`;

const OPTIONS = {
  function: { type: 'string' },
  yes: { type: 'boolean', default: false },
  stage: { type: 'string', default: 'dev' },
  region: { type: 'string', default: 'us-east-1' },
  json: { type: 'boolean', default: false },
} as const;

/** Removes what runs left behind, through other services than AWS's for tests. */
export const cleanupFrom = (portsOf: (stage: string, region: string) => Ports): Command => ({
  summary: 'remove what a run left behind on a function',
  usage,
  async run(args, io) {
    const { function: name, yes, stage, region, json } = readOptions(args, OPTIONS);
    if (name === undefined) throw new CommandError('Name a function: --function <name or ARN>');
    const ports = portsOf(stage, region);
    try {
      const remains = await findRemains(ports, name);
      const removed = yes && !isClean(remains);
      if (!json) io.stdout.write(textOf(remains));
      if (removed) await cleanUp(ports, remains);
      if (json) io.stdout.write(`${JSON.stringify({ ...remains, removed }, null, 2)}\n`);
      else if (removed) io.stdout.write('Removed\n');
      else if (!isClean(remains)) io.stdout.write('To remove it, add --yes\n');
      return isClean(remains) || removed ? 0 : 1;
    } catch (error) {
      throw awsProblem(error, region) ?? error;
    }
  },
});

export const cleanup = cleanupFrom(awsPorts);

function textOf({ functionArn, latest, versions, lock }: Remains): string {
  if (isClean({ functionArn, latest, versions, lock }))
    return `Nothing is left on ${functionArn}\n`;
  const lines = [`Left on ${functionArn}:`];
  if (latest) {
    const { now, original, description } = latest;
    const lost = description === undefined ? ', without its description, which is lost' : '';
    lines.push(`  $LATEST has ${sizeOf(now)}; goes back to ${sizeOf(original)}${lost}`);
  }
  for (const { version, runId, ...size } of versions)
    lines.push(`  version ${version} with ${sizeOf(size)}, of ${runId}`);
  if (lock) lines.push(`  the lock of ${lock.runId}, which has ended`);
  return `${lines.join('\n')}\n`;
}

const sizeOf = ({ architecture, memoryMb }: { architecture: string; memoryMb: number }): string =>
  `${architecture} ${memoryMb} MB`;
