/** The runs that everything is about. */
export const BASELINE = 'V0';
export const PIPELINE = 'V7';
/** The pipeline message by message. */
export const UNBATCHED = 'V2';

/** Costs are given for so many orders. */
export const MILLION = 1_000_000;
/**
 * Of all invocations, how many have to start their environment. AWS: "cold starts typically occur in under 1% of
 * invocations" (AWS Lambda Developer Guide, "Understanding the Lambda execution environment lifecycle").
 */
export const COLD_SHARE = 0.01;
