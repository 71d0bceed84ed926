/** Whether `text` matches an IAM pattern, in which `*` is any text and `?` any one character. */
export const matchesWildcard = (pattern: string, text: string): boolean => {
  // Iterative and linear in the usual case, so that no policy can make it backtrack for long.
  let [p, t, star, resume] = [0, 0, -1, 0];
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || pattern[p] === text[t]) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
};

/** Action names are compared without regard to case. */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
