const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,4}))?$/i;

/** Significant digits that are more than enough to round to the nearest double. */
const SIGNIFICANT = 40;

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/**
 * An exact number: a fraction of two integers. Prices are decimals, but a day is a thirtieth of a month and a byte
 * 2^-30 GB, so sums of costs stay exact only as fractions. Rounding happens once, where a number leaves the library.
 *
 * @example
 * Exact.of('0.0000002').times(3).toString(); // '0.0000006', where numbers give 6.000000000000001e-7
 */
export class Exact {
  static readonly ZERO = new Exact(0n, 1n);

  readonly numerator: bigint;
  /** Always positive, and without a factor common with the numerator. */
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  private static reduced(numerator: bigint, denominator: bigint): Exact {
    const divisor = gcd(magnitude(numerator), denominator);
    return new Exact(numerator / divisor, denominator / divisor);
  }

  /**
   * @param value A number is taken as the decimal it prints as: `0.1` is one tenth.
   * @throws {RangeError} If it is not a finite decimal.
   */
  static of(value: Exact | bigint | number | string): Exact {
    if (value instanceof Exact) return value;
    if (typeof value === 'bigint') return new Exact(value, 1n);
    const match = DECIMAL.exec(String(value));
    if (!match) throw new RangeError(`Not a decimal number: "${value}"`);
    const [, sign, whole = '', fraction = '', exponent = '0'] = match;
    const digits = BigInt(`${sign}${whole}${fraction}`);
    const scale = fraction.length - Number(exponent);
    return scale > 0
      ? Exact.reduced(digits, 10n ** BigInt(scale))
      : new Exact(digits * 10n ** BigInt(-scale), 1n);
  }

  static sum(values: Iterable<Exact>): Exact {
    let total = Exact.ZERO;
    for (const value of values) total = total.plus(value);
    return total;
  }

  static max(a: Exact, b: Exact): Exact {
    return a.compare(b) < 0 ? b : a;
  }

  static min(a: Exact, b: Exact): Exact {
    return a.compare(b) > 0 ? b : a;
  }

  plus(other: Exact | bigint | number): Exact {
    const { numerator, denominator } = Exact.of(other);
    return Exact.reduced(
      this.numerator * denominator + numerator * this.denominator,
      this.denominator * denominator,
    );
  }

  minus(other: Exact | bigint | number): Exact {
    return this.plus(Exact.of(other).times(-1));
  }

  times(other: Exact | bigint | number): Exact {
    const { numerator, denominator } = Exact.of(other);
    return Exact.reduced(this.numerator * numerator, this.denominator * denominator);
  }

  /** @throws {RangeError} If `other` is zero. */
  over(other: Exact | bigint | number): Exact {
    const { numerator, denominator } = Exact.of(other);
    if (numerator === 0n) throw new RangeError('Division by zero');
    const sign = numerator < 0n ? -1n : 1n;
    return Exact.reduced(this.numerator * denominator * sign, this.denominator * numerator * sign);
  }

  /** Negative, zero or positive, as `this` is less than, equal to or greater than `other`. */
  compare(other: Exact | bigint | number): number {
    const { numerator, denominator } = Exact.of(other);
    const difference = this.numerator * denominator - numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** The least whole number that is not smaller. */
  ceil(): Exact {
    const quotient = this.numerator / this.denominator;
    const up = this.numerator > 0n && this.numerator % this.denominator !== 0n;
    return new Exact(up ? quotient + 1n : quotient, 1n);
  }

  /** The nearest double. */
  toNumber(): number {
    const digits = String(magnitude(this.numerator)).length - String(this.denominator).length;
    return Number(this.toFixed(Math.max(0, SIGNIFICANT - digits)));
  }

  /** As a decimal of `places` places, half away from zero. */
  toFixed(places: number): string {
    const scale = 10n ** BigInt(places);
    const doubled = magnitude(this.numerator) * scale * 2n;
    const digits = String((doubled + this.denominator) / (this.denominator * 2n));
    const padded = digits.padStart(places + 1, '0');
    const text = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`;
    return this.numerator < 0n && /[1-9]/.test(text) ? `-${text}` : text;
  }

  /** As a decimal without trailing zeros; past 30 places it is rounded. */
  toString(): string {
    const text = this.toFixed(30);
    return text.replace(/\.?0+$/, '');
  }
}
