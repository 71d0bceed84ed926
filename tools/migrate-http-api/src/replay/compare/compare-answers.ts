import type { Answer } from '../send/answer.ts';
import { compareBodies } from './compare-body.ts';
import { compareHeaders } from './compare-headers.ts';
import { type Difference, difference } from './difference.ts';
import { withoutRequestIds } from './request-ids.ts';

/** Where two answers to the same request differ, apart from what every answer has of its own. */
export function compareAnswers(one: Answer, other: Answer): Difference[] {
  const [before, after] = [withoutRequestIds(one), withoutRequestIds(other)];
  return [
    ...difference('status', String(before.status), String(after.status)),
    ...compareHeaders(before, after),
    ...compareBodies(before, after),
  ];
}
