import { visualizationUrl } from './visualization-url.ts';

const point = (value: number, averageDuration: number, averagePrice: number) => ({
  value,
  averageDuration,
  averagePrice,
});

describe('visualizationUrl', () => {
  // What aws-lambda-power-tuning 4.4.0 made of the same numbers.
  it.each([
    [
      [point(256, 150, 6.3e-7), point(128, 300, 6.3e-7), point(512, 80, 6.72e-7)],
      'gAAAAQAC;AACWQwAAFkMAAKBC;RR0pNUUdKTV9YzQ1',
    ],
    [
      [point(1, 2, 3), point(2, 2, 2), point(3, 1, 2)],
      'AQACAAMA;AAAAQAAAAEAAAIA/;AABAQAAAAEAAAABA',
    ],
  ])('has the points %j in its fragment', (points, fragment) => {
    expect(visualizationUrl(points)).toBe(`https://lambda-power-tuning.show/#${fragment}`);
  });

  it('can show them elsewhere, in another currency', () => {
    expect(visualizationUrl([], { baseUrl: 'https://example.com/', currency: 'CNY' })).toBe(
      'https://example.com/?currency=CNY#;;',
    );
  });
});
