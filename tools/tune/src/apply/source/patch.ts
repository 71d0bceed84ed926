/** Lines of context around a change. */
const CONTEXT = 3;
const NO_NEWLINE = '\\ No newline at end of file';

/**
 * The difference between two versions of a file as a patch of one hunk that `git apply` takes.
 *
 * @param file As it is to be named in the patch.
 * @returns Empty when there is no difference.
 */
export function patchOf(file: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, now] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const from = Math.max(0, head - CONTEXT);
  const kept = Math.min(tail, CONTEXT);
  const lines = [
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
    ...old.slice(old.length - tail, old.length - tail + kept).map((line) => ` ${line}`),
  ].map((line) => (line.endsWith('\n') ? line : `${line}\n${NO_NEWLINE}\n`));
  const range = (all: string[]) => `${from + 1},${all.length - tail + kept - from}`;
  const hunk = `@@ -${range(old)} +${range(now)} @@\n`;
  return `--- a/${file}\n+++ b/${file}\n${hunk}${lines.join('')}`;
}

/** Each with its line break. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A patch of several files, by file. */
export const filePatches = (patch: string): Map<string, string> =>
  new Map(
    patch
      .split(/^(?=--- a\/.*\n\+\+\+ b\/)/m)
      .filter(Boolean)
      .map((part) => [/^\+\+\+ b\/(.+)$/m.exec(part)?.[1] ?? '', part]),
  );
