/** Letters to add, drop or change to make one word of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = row[column - 1]! + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(changed, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

/** The word that a misspelt one was likely meant to be; case does not count. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const wanted = word.slice(0, 60).toLowerCase();
  const [best] = words
    .map((known) => ({ known, away: distance(wanted, known.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  return best && best.away <= Math.max(1, Math.floor(wanted.length / 3)) ? best.known : undefined;
}
