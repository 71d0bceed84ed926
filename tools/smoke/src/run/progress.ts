import type { Io } from '@acado/command-line';

/** Shows which request is under way: in place on a terminal, a line per service elsewhere. */
export interface Progress {
  request: (name: string) => void;
  end: () => void;
}

const CLEAR = '\r\x1b[K';

export function showProgress(out: Io['stderr'], service: string, total: number): Progress {
  if (!out.isTTY) {
    out.write(`${service}: ${total} requests …\n`);
    return { request: () => undefined, end: () => undefined };
  }
  let sent = 0;
  return {
    request: (name) => {
      sent += 1;
      const line = `${service} [${Math.min(sent, total)}/${total}] ${name}`;
      out.write(`${CLEAR}${line.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
    },
    end: () => out.write(CLEAR),
  };
}
