export { learnPrior, type Lesson, lessonOf } from './learn-prior.ts';
export { type Measured, type PredictedDuration, predictDurations } from './predict-durations.ts';
export { type Prior } from './prior.ts';
export { type ReferenceBand, referenceBand } from './reference-band.ts';
