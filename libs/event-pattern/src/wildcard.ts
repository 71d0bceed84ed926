/** What is wrong with a wildcard pattern, in AWS's words. Positions count the opening quote, as AWS's do. */
export const wildcardProblem = (pattern: string): string | undefined => {
  for (let index = 0; index < pattern.length; index++) {
    const next = pattern[index + 1];
    if (pattern[index] === '*' && next === '*')
      return `Consecutive wildcard characters at pos ${index + 1}`;
    if (pattern[index] !== '\\') continue;
    if (next !== '*' && next !== '\\') return `Invalid escape character at pos ${index + 1}`;
    index++;
  }
  return undefined;
};

/** `*` stands for any characters, `\*` and `\\` for themselves. Linear: a hostile text cannot make it backtrack. */
export const wildcardTest = (pattern: string): ((text: string) => boolean) => {
  const parts = literalParts(pattern);
  const first = parts[0] ?? '';
  if (parts.length === 1) return (text) => text === first;
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    for (const part of middle) {
      const at = text.indexOf(part, from);
      if (at < 0) return false;
      from = at + part.length;
    }
    return from <= text.length - last.length;
  };
};

const literalParts = (pattern: string): string[] => {
  const parts = [''];
  for (let index = 0; index < pattern.length; index++) {
    if (pattern[index] === '*') parts.push('');
    else {
      if (pattern[index] === '\\') index++;
      parts[parts.length - 1] += pattern[index] ?? '';
    }
  }
  return parts;
};
