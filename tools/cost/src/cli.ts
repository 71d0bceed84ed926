#!/usr/bin/env node
import { actual } from './actual/command.ts';
import { advise } from './advise/command.ts';
import { type Command, CommandError } from './command.ts';
import { estimateCommand as estimate } from './estimate/command.ts';
import { evidence } from './evidence/command.ts';
import { measure } from './measure/command.ts';
import { price } from './price/command.ts';
import { reconcile } from './reconcile/command.ts';
import { refresh } from './refresh/command.ts';

/** The commands of `node tools/cost/src/cli.ts`; each has its own folder. */
const commands: Readonly<Record<string, Command>> = {
  actual,
  advise,
  estimate,
  evidence,
  measure,
  price,
  reconcile,
  refresh,
};

const usage = `Usage: node tools/cost/src/cli.ts <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  .join('\n')}

Each command has --help.
`;

async function main([name = '--help', ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h') {
    process.stdout.write(usage);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new CommandError(`There is no command "${name}"\n\n${usage}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.usage);
    return 0;
  }
  return command.run(args, process);
}

// A reader that stops early, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
