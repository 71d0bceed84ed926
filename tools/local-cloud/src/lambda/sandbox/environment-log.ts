import { type Readable } from 'node:stream';

const tailBytes = 4096;
/** CloudWatch's limit for one event; a longer line is cut into several. */
const maxLineLength = 256 * 1024;

/** The log of one execution environment: lines go out as they come, the end of the current invocation's is kept. */
export type EnvironmentLog = {
  /** Lines of the process; newlines inside one message arrive as carriage returns. */
  follow(stream: Readable): void;
  add(...lines: string[]): void;
  startInvocation(line: string): void;
  /** The last 4 KB since `startInvocation`. */
  tail(): string;
};

export const createEnvironmentLog = (write: (lines: string[]) => void): EnvironmentLog => {
  let kept = '';

  const add = (...lines: string[]): void => {
    // A character has at least one byte.
    kept = (kept + lines.map((line) => `${line}\n`).join('')).slice(-tailBytes);
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
        while (rest.length > maxLineLength) {
          lines.push(rest.slice(0, maxLineLength));
          rest = rest.slice(maxLineLength);
        }
        if (lines.length > 0) add(...lines.map((line) => line.replaceAll('\r', '\n')));
      });
      stream.on('end', () => {
        if (rest !== '') add(rest);
      });
    },
    startInvocation: (line) => {
      kept = '';
      add(line);
    },
    tail: () => {
      const bytes = Buffer.from(kept);
      let start = Math.max(0, bytes.length - tailBytes);
      // Not in the middle of a character.
      while (((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
      return bytes.toString('utf8', start);
    },
  };
};
