const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** Seconds for people, in its two largest units: `3 d 4 h`, `12 min`, `8 s`. */
export function durationText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    if (rest < size && parts.length === 0) continue;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}`);
    if (parts.length === 2) break;
  }
  if (parts.length === 0) return `${rest} s`;
  if (parts.length === 1 && parts[0]!.endsWith('min') && rest > 0) parts.push(`${rest} s`);
  return parts.slice(0, 2).join(' ');
}

/** `2026-11-20 15:43:48Z` */
export const timeText = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');

/** `1 message`, `2 messages`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** On one line of at most `length` characters, without characters that a terminal acts upon. */
export function shortText(text: string, length: number): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
