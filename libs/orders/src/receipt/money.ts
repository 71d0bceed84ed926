const fractionDigits = new Map<string, number>();

/**
 * An amount of minor units as `1,234.56`, with as many decimals as ISO 4217 gives the currency.
 * The contract keeps amounts and totals within the integers that a number holds exactly.
 */
export function formatAmount(minorUnits: number, currency: string): string {
  const decimals = fractionDigitsOf(currency);
  const digits = String(minorUnits).padStart(decimals + 1, '0');
  const whole = groupThousands(digits.slice(0, digits.length - decimals));
  return decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
}

/** A whole number's digits as `1,234`. */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function fractionDigitsOf(currency: string): number {
  let digits = fractionDigits.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    fractionDigits.set(currency, digits);
  }
  return digits;
}
