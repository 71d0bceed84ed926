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
