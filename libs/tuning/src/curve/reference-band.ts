import measured from './reference-band.json' with { type: 'json' };

/** How far predictions were off where the truth is known. */
export interface ReferenceBand {
  /** Mean absolute error of a duration: 0.1 is 10 %. */
  duration: number;
  /** Half of the curves are predicted better than that. */
  medianDuration: number;
  /** How often the size predicted to be cheapest really costs at most 5 % more than the cheapest. */
  cheapest: number;
  /** The same on the curves that the collectors of the data did not flag as noisy. */
  notNoisy: { curves: number; duration: number; cheapest: number };
  /** How many measurements lay between `low` and `high` of `predictDurations`. */
  withinBand: number;
  /** On what it was measured, as the end of a sentence. */
  basis: string;
}

/**
 * The error of `predictDurations` on real curves from AWS, each predicted by what other authors'
 * curves teach. It holds for sizes that were not measured; it says nothing of how far a laptop's
 * milliseconds are from those of AWS.
 *
 * @example
 * const { duration, basis } = referenceBand(); // 0.158, '95 published curves of …'
 */
export const referenceBand = (): ReferenceBand => ({
  duration: measured.duration,
  medianDuration: measured.medianDuration,
  cheapest: measured.cheapest,
  notNoisy: measured.notNoisy,
  withinBand: measured.withinBand,
  basis: `${measured.curves} published curves of real functions on AWS, each predicted from three measured sizes`,
});
