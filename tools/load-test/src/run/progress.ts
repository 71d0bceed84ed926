import type { Io } from '@acado/command-line';
import type { Live } from '../metrics/recorder.ts';

/** Shows how a run is going. */
export interface LiveView {
  update: (live: Live, elapsedMs: number) => void;
  /** What comes then, comes below. */
  end: () => void;
}

const BAR = 20;
/** How often a pipe hears of it. */
const LINE_EVERY_MS = 10_000;

/** On a terminal one line in place; elsewhere a line now and then. */
export function createLiveView(out: Io['stderr'], durationMs: number): LiveView {
  let lastRequests = 0;
  let lastAt = 0;
  const describe = (live: Live, elapsedMs: number): string => {
    const perSecond = (live.requests - lastRequests) / Math.max(0.001, (elapsedMs - lastAt) / 1000);
    const p95 = live.p95Ms === undefined ? '–' : `${live.p95Ms} ms`;
    const users = `${live.users} user${live.users === 1 ? '' : 's'}`;
    return `${users}, ${perSecond.toFixed(1)}/s, p95 ${p95}, ${live.requests} requests, ${live.failed} errors`;
  };
  const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
  const remember = (live: Live, elapsedMs: number): void => {
    lastRequests = live.requests;
    lastAt = elapsedMs;
  };
  if (out.isTTY)
    return {
      update: (live, elapsedMs) => {
        const filled = Math.min(BAR, Math.round((elapsedMs / durationMs) * BAR));
        const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
        const line = `${bar} ${seconds(elapsedMs)} of ${seconds(durationMs)}: ${describe(live, elapsedMs)}`;
        out.write(`\r\x1b[2K${line.slice(0, Math.max(20, (out.columns ?? 80) - 1))}`);
        remember(live, elapsedMs);
      },
      end: () => void out.write('\r\x1b[2K'),
    };
  return {
    update: (live, elapsedMs) => {
      if (elapsedMs - lastAt < LINE_EVERY_MS) return;
      out.write(`${seconds(elapsedMs)} of ${seconds(durationMs)}: ${describe(live, elapsedMs)}\n`);
      remember(live, elapsedMs);
    },
    end: () => undefined,
  };
}
