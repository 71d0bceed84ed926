import type { Architecture, Candidate } from '@acado/tuning';

const number = (value: number, digits: number): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Digits after the point that leave three significant ones. */
const digitsOf = (value: number, most: number): number =>
  value === 0
    ? 0
    : Math.min(most, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) * 1.0005))));

/** Three significant digits, e.g. `1,234`, `48.1`, `3.07`. */
export const ms = (value: number): string => number(value, digitsOf(value, 2));

/** Of USD per invocation: USD per million, e.g. `$0.421`, `$12.30`. */
export const perMillion = (usd: number): string => withSign(usd * 1e6, 1);

/** `$0.42`, `−$1,234.50`; more digits of less than ten cents. */
export const dollars = (usd: number): string => withSign(usd, 0.1);

/** USD with cents, and with three significant digits below `from`. */
function withSign(usd: number, from: number): string {
  const amount = Math.abs(usd);
  const digits = amount >= from || amount === 0 ? 2 : Math.max(2, digitsOf(amount, 6));
  return `${usd < 0 ? '−' : ''}$${number(amount, digits)}`;
}

export const count = (value: number): string => value.toLocaleString('en');

export const megabytes = (memoryMb: number): string => `${count(memoryMb)} MB`;

/** `512 MB, arm64`. */
export const nameOf = ({ memoryMb, architecture }: Candidate): string =>
  `${megabytes(memoryMb)}, ${architecture}`;

/** `12 %`; a tenth only where there is nothing in front of it. */
export function percent(share: number): string {
  const value = Math.abs(share) * 100;
  return `${number(value, value < 1 && value > 0 ? 1 : 0)} %`;
}

/** A saving in words: 0.2 is `20 % cheaper`, −0.2 `20 % dearer`, −1 `2.00× dearer`. */
function saved(saving: number, less: string, more: string): string {
  if (saving <= -1) return `${ms(1 - saving)}× ${more}`;
  if (Math.abs(saving) < 0.0005) return `no ${less}`;
  return `${percent(saving)} ${saving > 0 ? less : more}`;
}

export const cheaper = (saving: number): string => saved(saving, 'cheaper', 'dearer');
export const faster = (saving: number): string => saved(saving, 'faster', 'slower');

/** `2026-11-20 14:03 UTC`. */
export const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Sizes in few words: `128 MB`, `128 and 192 MB`, `128 to 1,024 MB (15 sizes)`. */
export function sizes(memoryMb: readonly number[]): string {
  const sorted = [...memoryMb].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  if (sorted.length > 3) return `${count(first)} to ${megabytes(last)} (${sorted.length} sizes)`;
  if (sorted.length === 1) return megabytes(first);
  return `${sorted.slice(0, -1).map(count).join(', ')} and ${megabytes(last)}`;
}

/** Architectures in the order in which reports show them. */
export const ARCHITECTURES: readonly Architecture[] = ['x86_64', 'arm64'];
