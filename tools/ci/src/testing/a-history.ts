import type { Git } from '../git.ts';
import type { GitHub } from '../github.ts';

/** A repository whose commits follow each other; `origin/main` is the last one. */
export function aHistory(
  commits: readonly string[],
  files: Record<string, readonly string[]> = {},
): Git {
  const at = (name: string) =>
    commits.indexOf(/^(HEAD|origin\/main)$/.test(name) ? commits.at(-1)! : name);
  return {
    commit: (name) => commits[at(name)],
    mergeBase: (one, other) =>
      at(one) < 0 || at(other) < 0 ? undefined : commits[Math.min(at(one), at(other))],
    isAncestor: (one, other) => at(one) >= 0 && at(one) <= at(other),
    changedFiles: (from, to) => [`${from}..${to}`],
    hasFile: (commit, path) => files[commit]?.includes(path) ?? false,
  };
}

/** A GitHub that knows which commits were green, and what environments have. */
export function aGitHub(
  green: readonly string[],
  deployed: Record<string, string> = {},
  isSettled = true,
): GitHub {
  return {
    greenCommits: async (_workflow, _branch, commit) =>
      green.filter((each) => commit === undefined || each === commit),
    deployed: async (environment) => ({ commit: deployed[environment], isSettled }),
    recordDeployment: async (environment, commit) => void (deployed[environment] = commit),
  };
}
