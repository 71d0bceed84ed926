import { counted } from '../../words.ts';
import type { Difference } from '../compare/difference.ts';
import { acceptable } from '../judge.ts';
import type { Replayed } from '../replay-requests.ts';
import { isSame, latencies, reachedFunction, type ReplayReport } from './replay-report.ts';

const VERDICTS = { same: 'same', explained: 'explained', differs: 'DIFFERS' } as const;

/** What it comes to, in sentences. */
export function headline(report: ReplayReport): string {
  const { replayed } = report;
  const reached = replayed.filter(reachedFunction);
  const differing = reached.filter(({ judgement }) => judgement.verdict === 'differs');
  const own = replayed.length - reached.length;
  const ownDiffering = replayed.filter(
    (one) => !reachedFunction(one) && one.judgement.verdict === 'differs',
  );
  const explained = replayed.filter(({ judgement }) => judgement.verdict === 'explained').length;
  return [
    `${counted(reached.length, 'request')} reached the function: ${differing.length === 0 ? 'no difference' : `${differing.length} answered differently`}.`,
    ` ${own} answered by the APIs themselves`,
    own === 0
      ? '.'
      : `: ${ownDiffering.length === 0 ? 'nothing that is not known' : `${ownDiffering.length} differently`}.`,
    explained === 0 ? '' : ` ${counted(explained, 'request')} with known differences alone.`,
    isSame(report) ? '' : ' The migrated API does not answer alike.',
  ].join('');
}

export const REQUEST_HEAD = ['verdict', 'request', 'before', 'after', 'answered by'];

export const requestRows = (replayed: readonly Replayed[]): string[][] =>
  replayed.map((one) => {
    const { request, pair, judgement } = one;
    const { before, after } = judgement.answeredBy;
    return [
      VERDICTS[judgement.verdict],
      request.name,
      String(pair.before.status),
      String(pair.after.status),
      before === after ? (before === 'gateway' ? 'APIs' : 'function') : `${before}, then ${after}`,
    ];
  });

/** A difference as one line. */
export const differenceText = ({ field, before, after }: Difference): string =>
  `${field}: ${before ?? '(none)'} → ${after ?? '(none)'}`;

/** Ids that would explain what counts. */
export function adviceFor({ pair, judgement }: Replayed): string {
  const ids = acceptable(pair, judgement).map(({ id, reason }) => `--accept ${id} (${reason})`);
  return ids.join(' or ');
}

export const LATENCY_HEAD = ['ms', 'REST API', 'HTTP API'];

export function latencyRows(replayed: readonly Replayed[]): string[][] {
  const { before, after } = latencies(replayed);
  return [
    ['p50', before.p50.toFixed(1), after.p50.toFixed(1)],
    ['p95', before.p95.toFixed(1), after.p95.toFixed(1)],
  ];
}
