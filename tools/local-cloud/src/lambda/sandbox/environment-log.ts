import { type Readable } from 'node:stream';

const tailBytes = 4096;

/** The log of one execution environment: lines go out as they come, and the current invocation's are kept for its tail. */
export type EnvironmentLog = {
  /** Lines of the process; newlines inside one message arrive as carriage returns. */
  follow(stream: Readable): void;
  add(...lines: string[]): void;
  startInvocation(line: string): void;
  /** The last 4 KB since `startInvocation`. */
  tail(): string;
};

export const createEnvironmentLog = (write: (lines: string[]) => void): EnvironmentLog => {
  let invocation: string[] = [];

  const add = (...lines: string[]): void => {
    invocation.push(...lines);
    write(lines);
  };

  return {
    add,
    follow: (stream) => {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        if (lines.length > 0) add(...lines.map((line) => line.replaceAll('\r', '\n')));
      });
      stream.on('end', () => {
        if (rest !== '') add(rest);
      });
    },
    startInvocation: (line) => {
      invocation = [];
      add(line);
    },
    tail: () =>
      Buffer.from(invocation.map((line) => `${line}\n`).join(''))
        .subarray(-tailBytes)
        .toString(),
  };
};
