import { judge, type Judgement, type Terms } from './judge.ts';
import type { Pair } from './gateway/expected-difference.ts';
import type { RecordedRequest } from './recording/recording.ts';
import type { Sender } from './send/send.ts';

/** A request, what both APIs answered and what that means. */
export interface Replayed {
  request: RecordedRequest;
  pair: Pair;
  judgement: Judgement;
}

/** How requests are replayed. */
export interface ReplayOptions {
  before: Sender;
  after: Sender;
  terms: Terms;
  signal: AbortSignal;
  onReplayed?: (done: number, latest: Replayed) => void;
}

/**
 * Sends requests one after the other, each to both APIs before the next one: both are in the same state then, if they
 * were at the start and what one does is out of the other's sight.
 */
export async function replayRequests(
  requests: readonly RecordedRequest[],
  { before, after, terms, signal, onReplayed }: ReplayOptions,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const request of requests) {
    const pair = {
      method: request.method,
      path: request.path,
      before: await before.send(request, signal),
      after: await after.send(request, signal),
    };
    const one = { request, pair, judgement: judge(pair, terms) };
    replayed.push(one);
    onReplayed?.(replayed.length, one);
  }
  return replayed;
}
