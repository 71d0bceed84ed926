import { types } from 'node:util';
import { type Command, CommandError } from './command.ts';

/** A tool of several commands, such as `node tools/cost/src/cli.ts <command>`. */
export interface Tool {
  /** Path of the script, as one types it. */
  script: string;
  /** The first line of its help, where one types something else: `npm run --silent dlq <command> -- [options]`. */
  synopsis?: string;
  commands: Readonly<Record<string, Command>>;
  /** The command that is meant where the arguments begin with none. */
  standard?: string;
}

/**
 * Runs the command that the process's arguments name and sets the process's exit code.
 *
 * @example
 * await runMain({ script: 'tools/cost/src/cli.ts', commands: { price, refresh } });
 */
export async function runMain(tool: Tool): Promise<void> {
  // A reader that stops early, such as `head`, is no failure, and stops nothing that is under way.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  try {
    process.exitCode = await run(tool, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommandError) && !isOfFile(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error instanceof CommandError ? error.exitCode : 1;
  }
}

/** A file that can't be read or written, or a program that can't be started: the message names it. */
const isOfFile = (error: unknown): error is Error =>
  types.isNativeError(error) && 'syscall' in error && 'path' in error;

async function run(tool: Tool, given: string[]): Promise<number> {
  const isAlone = tool.standard !== undefined && Object.keys(tool.commands).length === 1;
  // What a tool with one command does is what that command does.
  const isHelp = !isAlone && (given[0] === '--help' || given[0] === '-h');
  const isNamed = Object.hasOwn(tool.commands, given[0] ?? '');
  const [name = '--help', ...args] =
    tool.standard === undefined || isNamed || isHelp ? given : [tool.standard, ...given];
  if (name === '--help' || name === '-h') {
    const usage = tool.commands[tool.standard ?? '']?.usage;
    // Of the command that is meant without a name, one sees at once what it takes.
    process.stdout.write([usageOf(tool), ...(usage === undefined ? [] : [usage])].join('\n'));
    return 0;
  }
  const command = Object.hasOwn(tool.commands, name) ? tool.commands[name] : undefined;
  if (!command) throw new CommandError(`There is no command "${name}"\n\n${usageOf(tool)}`);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.usage);
    return 0;
  }
  return command.run(args, process);
}

function usageOf({ script, synopsis, commands, standard }: Tool): string {
  const width = 2 + Math.max(8, ...Object.keys(commands).map(({ length }) => length));
  const list = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}${summary}`,
  );
  const command = standard === undefined ? '<command>' : `[<command>: ${standard}]`;
  return `Usage: ${synopsis ?? `node ${script} ${command} [options]`}

${list.join('\n')}

Each command has --help.
`;
}
