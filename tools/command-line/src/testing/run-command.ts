import { type Command, CommandError } from '../command.ts';

/** What a command did. */
export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

interface Terminals {
  /** Standard input is a terminal. */
  stdin?: boolean;
  /** Standard output is a terminal. */
  stdout?: boolean;
}

/** Runs a command in this process, as the command line does. */
export async function runCommand(
  command: Command,
  args: string[],
  input: string | Uint8Array[] = '',
  terminals: Terminals = {},
): Promise<CommandResult> {
  const result = { exitCode: 0, stdout: '', stderr: '' };
  const chunks = async function* () {
    yield* typeof input === 'string' ? [input] : input;
  };
  try {
    result.exitCode = await command.run(args, {
      stdin: Object.assign(chunks(), { isTTY: terminals.stdin ?? false }),
      stdout: { isTTY: terminals.stdout ?? false, write: (text) => (result.stdout += text) },
      stderr: { write: (text) => (result.stderr += text) },
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    result.exitCode = error.exitCode;
    result.stderr += error.message;
  }
  return result;
}
