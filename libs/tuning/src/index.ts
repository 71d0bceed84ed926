export { analyse, type Findings, NothingMeasuredError } from './analyse.ts';
export { candidateId, candidatesOf, isSame, parseCandidateId } from './candidate.ts';
export { choose, type Contender, type Preferences } from './choose.ts';
export {
  assertPriced,
  type Pricing,
  sampleCost,
  transitionPrice,
  type TransitionPrice,
} from './costs.ts';
export {
  learnPrior,
  type Lesson,
  lessonOf,
  type Measured,
  type PredictedDuration,
  predictDurations,
  type Prior,
  type ReferenceBand,
  referenceBand,
} from './curve/index.ts';
export { decide } from './decide.ts';
export { type FunctionArn, parseFunctionArn } from './input/arn.ts';
export { DEFAULT_POWER_VALUES } from './input/function-schema.ts';
export { InputError, type InputProblem } from './input/input-error.ts';
export { inputJsonSchema, inputSchema } from './input/input-schema.ts';
export { parseInput } from './input/parse-input.ts';
export { parsePayloadText, payloadsOf, type PayloadSources } from './input/payloads.ts';
export type { FunctionInput, Strategy, TuningInput } from './input/types.ts';
export { type Mark, markText, parseMark } from './mark.ts';
export { measurementOf } from './measurement.ts';
export { planRound } from './plan/plan-round.ts';
export { type InvocationReport, parseReport } from './report/parse-report.ts';
export { parseTail, type TailSample } from './report/parse-tail.ts';
export { estimate, type Estimate, intervalOf } from './statistics/estimate.ts';
export { trimmedMean } from './statistics/mean.ts';
export { percentile } from './statistics/percentile.ts';
export type {
  Analysis,
  Architecture,
  Candidate,
  CandidateFailure,
  CandidateId,
  CandidateSamples,
  Current,
  Measurement,
  Recommendation,
  Round,
  Sample,
} from './types.ts';
export { visualizationUrl, type VisualizedPoint } from './visualization-url.ts';
