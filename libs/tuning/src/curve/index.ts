export { type Measured, type PredictedDuration, predictDurations } from './predict-durations.ts';
