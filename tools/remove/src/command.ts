import { join } from 'node:path';
import { type Command, CommandError, listenForInterrupt, readOptions } from '@acado/command-line';
import { awsCloud } from './aws/cloud.ts';
import { confirmed } from './confirm.ts';
import { findLeftovers } from './find-leftovers.ts';
import { takeInventory } from './inventory.ts';
import type { Cloud, Leftover } from './ports.ts';
import { progressOn } from './progress.ts';
import { removeAll } from './remove-all.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import type { Outcome } from './remove-stack.ts';
import { inventoryText, leftoversText, outcomeText } from './render.ts';
import { type Service, servicesIn } from './services.ts';
import { USAGE } from './usage.ts';

/** What the command works with. */
export interface Surroundings {
  /** @throws {CommandError} where there is no CloudFormation. */
  open: (region: string) => Promise<Cloud>;
  services: () => Service[];
  /** Milliseconds between two looks at a stack. */
  pollMs: number;
}

const OPTIONS = {
  stage: { type: 'string' },
  region: { type: 'string' },
  service: { type: 'string' },
  retained: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  'yes-prod': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** `remove`: everything that was deployed to a stage. */
export const removeWith = ({ open, services: read, pollMs }: Surroundings): Command => ({
  summary: 'Remove everything that was deployed to a stage',
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const { retained, json } = options;
    const stage = stageOf(options.stage);
    const region = options.region ?? process.env.AWS_REGION ?? 'us-east-1';
    const only = options.service?.split(',').map((name) => name.trim());
    const services = read();
    const cloud = await open(region);
    const doomed = await takeInventory({ stage, only }, services, cloud);
    const leftBehind = () => findLeftovers({ stage, only, services, doomed }, cloud);
    const tell = (text: string) => io[json ? 'stderr' : 'stdout'].write(text);
    const end = (exitCode: number, leftovers: Leftover[], outcomes?: Map<string, Outcome>) => {
      if (leftovers.length > 0 || !options['dry-run'])
        tell(`\n${leftoversText(leftovers, region)}`);
      const report = { stage, region, stacks: doomed, leftovers };
      const ended = outcomes && { outcomes: Object.fromEntries(outcomes) };
      if (json) io.stdout.write(`${JSON.stringify({ ...report, ...ended }, null, 2)}\n`);
      return exitCode;
    };

    const where = `from ${stage} in ${region}`;
    tell(doomed.length > 0 ? inventoryText(doomed, where) : `No stacks to remove ${where}.\n`);
    const leftovers = await leftBehind();
    const isDone = doomed.length === 0 && !(retained && leftovers.length > 0);
    if (options['dry-run'] || isDone) return end(0, leftovers);
    if (retained) tell('\nAnd what is left without a stack then, data and all (--retained).\n');
    await confirmed(stage, { yes: options.yes, yesProd: options['yes-prod'] }, io);

    const interrupt = listenForInterrupt(() => process.exit(130));
    try {
      const progress = progressOn(io.stderr);
      const { signal } = interrupt;
      const outcomes = await removeAll(doomed, { cloud, progress, signal, pollMs });
      if (doomed.length > 0) tell(`\n${outcomeText(doomed, outcomes)}`);
      const left = await leftBehind();
      if (signal.aborted) return end(130, left, outcomes);
      const staying = retained ? await removeLeftovers(left, { cloud, progress, signal }) : left;
      if (signal.aborted) return end(130, staying, outcomes);
      const isWhole = [...outcomes.values()].every(({ result }) => result === 'removed');
      return end(isWhole && !(retained && staying.length > 0) ? 0 : 1, staying, outcomes);
    } finally {
      interrupt.release();
    }
  },
});

function stageOf(stage: string | undefined): string {
  if (stage === 'local')
    throw new CommandError(
      'The local cloud has no stacks to remove: Ctrl-C ends it, npm start -- --fresh begins anew',
    );
  if (stage === undefined || !/^[a-z][a-z0-9-]*$/.test(stage))
    throw new CommandError('--stage: name the stage to remove, such as dev\nSee --help');
  return stage;
}

export const remove = removeWith({
  open: awsCloud,
  services: () => servicesIn(join(import.meta.dirname, '../../..')),
  pollMs: 3000,
});
