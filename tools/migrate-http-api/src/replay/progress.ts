import type { Io } from '@acado/command-line';

const CLEAR = '\r\x1b[K';
const WIDTH = 80;

/** Shows how far a replay is: in place on a terminal, a line at its beginning elsewhere. */
export function showProgress(out: Io['stderr'], total: number) {
  if (!out.isTTY) out.write(`Sending ${total} requests to both …\n`);
  return {
    replayed: (done: number, name: string): void => {
      const line = `[${done}/${total}] ${name}`;
      if (out.isTTY) out.write(`${CLEAR}${line.slice(0, (out.columns ?? WIDTH) - 1)}`);
    },
    end: (): void => void (out.isTTY && out.write(CLEAR)),
  };
}
