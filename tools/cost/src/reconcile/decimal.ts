import { Exact } from '@acado/pricing';

/** A decimal number as it stands in a file: `digits` × 10^-`places`. */
export interface Decimal {
  digits: bigint;
  places: number;
}

const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i;

/** Exports write tiny costs as `6.123E-7`. Nothing if the text is no number. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const places = fraction.length - Number(exponent);
  return { digits: sign === '-' ? -digits : digits, places };
}

/**
 * Adds up millions of decimals exactly. A sum of `Exact` fractions would reduce the fraction at each step; here only
 * the number of places has to agree.
 */
export class DecimalSum {
  #digits = 0n;
  #places = 0;

  add({ digits, places }: Decimal): void {
    if (places > this.#places) {
      this.#digits *= 10n ** BigInt(places - this.#places);
      this.#places = places;
    }
    this.#digits +=
      places === this.#places ? digits : digits * 10n ** BigInt(this.#places - places);
  }

  toExact(): Exact {
    return Exact.of(this.#digits).over(10n ** BigInt(this.#places));
  }
}
