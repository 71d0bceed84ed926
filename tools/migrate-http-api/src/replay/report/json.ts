import type { Answer } from '../send/answer.ts';
import { isSame, latencies, reachedFunction, type ReplayReport } from './replay-report.ts';

const answerJson = ({ status, ms, body }: Answer) => ({ status, ms, bytes: body.length });

/** A report for programs. */
export const reportJson = (report: ReplayReport) => ({
  same: isSame(report),
  recording: report.recording,
  notes: report.notes,
  before: report.before,
  after: report.after,
  reachedFunction: report.replayed.filter(reachedFunction).length,
  latencyMs: latencies(report.replayed),
  ...(report.effects && { effects: report.effects }),
  ...(report.costs && { costs: report.costs }),
  requests: report.replayed.map(({ request, pair, judgement }) => ({
    name: request.name,
    method: request.method,
    path: request.path,
    verdict: judgement.verdict,
    answeredBy: judgement.answeredBy,
    before: answerJson(pair.before),
    after: answerJson(pair.after),
    differences: judgement.differences,
    explained: judgement.explained.map(({ expected, differences, accepted }) => ({
      id: expected.id,
      reason: expected.reason,
      docs: expected.docs,
      ...(accepted !== undefined && { accepted }),
      differences,
    })),
    ignored: judgement.ignored,
  })),
});
