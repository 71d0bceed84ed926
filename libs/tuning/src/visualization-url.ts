/** One point of the chart. */
export interface VisualizedPoint {
  /** MB. */
  value: number;
  /** ms. */
  averageDuration: number;
  /** USD. */
  averagePrice: number;
}

const base64 = (numbers: Int16Array | Float32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');

/**
 * The chart's URL, byte for byte as aws-lambda-power-tuning makes it: all data is in the fragment, which no browser
 * sends to the site.
 *
 * @param baseUrl Default: the public page.
 *
 * @example
 * visualizationUrl([{ value: 128, averageDuration: 300, averagePrice: 6.3e-7 }]);
 * // 'https://lambda-power-tuning.show/#gAA=;AACWQw==;RR0pNQ=='
 */
export function visualizationUrl(
  points: readonly VisualizedPoint[],
  {
    baseUrl = 'https://lambda-power-tuning.show/',
    currency,
  }: { baseUrl?: string; currency?: 'CNY' | undefined } = {},
): string {
  const sorted = [...points].sort((a, b) => a.value - b.value);
  const data = [
    base64(Int16Array.from(sorted, ({ value }) => value)),
    base64(Float32Array.from(sorted, ({ averageDuration }) => averageDuration)),
    base64(Float32Array.from(sorted, ({ averagePrice }) => averagePrice)),
  ].join(';');
  return `${baseUrl}${currency === undefined ? '' : `?currency=${currency}`}#${data}`;
}
