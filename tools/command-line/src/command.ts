import { parseArgs, type ParseArgsConfig, types } from 'node:util';

/** What a command reads from and writes to. */
export interface Io {
  stdin: AsyncIterable<Uint8Array | string> & { isTTY?: boolean };
  stdout: { write(text: string): unknown; isTTY?: boolean };
  stderr: { write(text: string): unknown; isTTY?: boolean; columns?: number; rows?: number };
}

/** One command of the tool. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** The text of `--help`. */
  usage: string;
  /** @returns The exit code. */
  run(args: string[], io: Io): Promise<number>;
}

/** What is wrong with arguments or input; its message is all that the user needs. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * Reads a command's options; there are no positional arguments.
 *
 * @throws {CommandError} naming the option that is wrong.
 */
export const readOptions = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
) => orExplain(() => parseArgs({ args, options })).values;

/**
 * Reads a command's options and its positional arguments.
 *
 * @throws {CommandError} naming the option that is wrong.
 */
export const readArguments = <const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
) => orExplain(() => parseArgs({ args, options, allowPositionals: true }));

function orExplain<Result>(parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const wrongArguments =
      types.isNativeError(error) &&
      'code' in error &&
      String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!wrongArguments) throw error;
    throw new CommandError(`${error.message}\nSee --help`);
  }
}
