import type { Io } from '@acado/command-line';

/** Shows how far something is. */
export interface Progress {
  update: (text: string) => void;
  /** Puts the last text there for good. */
  end: () => void;
}

/** How often a pipe hears of it at most. */
const QUIET_MS = 5_000;

/** On a terminal one line that changes in place; elsewhere a line now and then. */
export function createProgress(
  out: Io['stderr'],
  now: () => number = () => performance.now(),
): Progress {
  let last = '';
  let shown = '';
  let toldAt = -Infinity;
  const tell = (text: string): void => {
    if (text === shown) return;
    out.write(out.isTTY ? `\r\x1b[K${text.slice(0, (out.columns || 80) - 1)}` : `${text}\n`);
    shown = text;
    toldAt = now();
  };
  return {
    update: (text) => {
      last = text;
      if (out.isTTY || now() - toldAt >= QUIET_MS) tell(text);
    },
    end: () => {
      tell(last);
      if (out.isTTY && shown !== '') out.write('\n');
      last = shown = '';
    },
  };
}
