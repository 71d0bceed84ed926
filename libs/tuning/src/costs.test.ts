import { InputError } from './input/input-error.ts';
import { assertPriced, rateOf, sampleCost, transitionPrice } from './costs.ts';
import { x86 } from './testing/an-input.ts';

const withRequest = { region: 'us-east-1', includeRequestPrice: true };
const withoutRequest = { region: 'us-east-1', includeRequestPrice: false };

describe('sampleCost', () => {
  // 0.0000166667 USD per GB-second on x86_64, 0.0000133334 on arm64, 0.20 USD per million requests.
  it('is billed time times memory, and the request', () => {
    expect(sampleCost({ billedMs: 10 }, x86(1024), withoutRequest)).toBeCloseTo(1.66667e-7, 13);
    expect(sampleCost({ billedMs: 10 }, x86(1024), withRequest)).toBeCloseTo(3.66667e-7, 13);
    expect(
      sampleCost({ billedMs: 10 }, { memoryMb: 1024, architecture: 'arm64' }, withoutRequest),
    ).toBeCloseTo(1.33334e-7, 13);
  });

  it('grows in proportion to memory', () => {
    expect(rateOf(x86(3008), withRequest).perBilledMs).toBeCloseTo(
      rateOf(x86(128), withRequest).perBilledMs * 23.5,
      15,
    );
  });
});

describe('assertPriced', () => {
  it('is content with what the price book knows', () => {
    expect(() => assertPriced('us-east-1', ['x86_64', 'arm64'])).not.toThrow();
  });

  it.each(['us-east-2', 'cn-north-1', 'mars-west-1'])('refuses %s', (region) => {
    expect(() => assertPriced(region, ['x86_64'])).toThrow(InputError);
    expect(() => assertPriced(region, ['x86_64'])).toThrow(
      new RegExp(`^lambdaARN: No price for lambda.* in ${region}`),
    );
  });
});

describe('transitionPrice', () => {
  it("is the region's own", () => {
    expect(transitionPrice('us-east-1')).toEqual({ perTransition: 0.000025 });
  });

  it('says so when it is not', () => {
    const { perTransition, warning } = transitionPrice('eu-west-1');

    expect(perTransition).toBe(0.000025);
    expect(warning).toMatch(/price of us-east-1.*in eu-west-1/);
  });
});
