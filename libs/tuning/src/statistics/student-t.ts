const STEPS = 2000;

/** Above this many degrees of freedom the distribution is the normal one for all that matters here. */
const MOST_DEGREES = 1000;

/**
 * How many standard errors to either side of a mean hold it with a confidence: the two-sided quantile of Student's t.
 * With t = √df · tan θ its density is cos(θ)^(df - 1), which is integrated numerically; good to five digits.
 *
 * @param confidence Above 0 and below 1.
 * @param degrees Degrees of freedom, at least 1; need not be whole.
 *
 * @example
 * tQuantile(0.95, 10); // 2.228
 */
export function tQuantile(confidence: number, degrees: number): number {
  const df = Math.min(degrees, MOST_DEGREES);
  const step = Math.PI / 2 / STEPS;
  const areas = [0];
  for (let index = 0; index < STEPS; index += 1) {
    areas.push(areas[index]! + Math.cos((index + 0.5) * step) ** (df - 1));
  }
  const wanted = confidence * areas[STEPS]!;
  const above = areas.findIndex((area) => area >= wanted);
  const before = areas[above - 1]!;
  const angle = (above - 1 + (wanted - before) / (areas[above]! - before)) * step;
  return Math.sqrt(df) * Math.tan(angle);
}
