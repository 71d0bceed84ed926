import { execFileSync } from 'node:child_process';
import { CommandError } from '@acado/command-line';
import { z } from 'zod';

/** A pull request or an issue that is to be open. */
interface Wanted {
  title: string;
  /** Markdown. */
  body: string;
}

/** What applying a result needs of GitHub. */
export interface GitHub {
  /** @returns The address of the branch's open pull request: a new one, or the one that there is. */
  openPullRequest: (wanted: Wanted & { branch: string; base: string | undefined }) => string;
  /** @returns The address of the open issue with this title and label: a new one, or the one that there is, which then asks for this. */
  openIssue: (wanted: Wanted & { label: string }) => string;
  /** Merges a branch's pull request, or, where a rule of the repository forbids it, says why not. */
  merge: (branch: string) => { merged: boolean; why?: string };
  /** What somebody may do: `admin`, `write`, `read` or `none`. */
  permissionOf: (repository: string, user: string) => string;
}

const found = z.array(
  z.object({ url: z.string(), title: z.string(), isCrossRepository: z.boolean().default(false) }),
);

/**
 * GitHub through its own command line, with whatever login that has.
 *
 * @param workspace Absolute path of the repository.
 */
export function ghIn(workspace: string): GitHub {
  const gh = (args: string[], input = ''): string => {
    try {
      return execFileSync('gh', args, {
        ...{ cwd: workspace, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'pipe'] },
        env: process.env,
      }).trim();
    } catch (error) {
      const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
      if (code === 'ENOENT')
        throw new CommandError(
          'gh is not installed (https://cli.github.com): leave out --push, and open pull request and issue from the files beside the run',
        );
      throw new CommandError(`gh ${args.slice(0, 2).join(' ')}: ${(stderr || message).trim()}`, 1);
    }
  };
  const list = (fields: string, ...args: string[]) =>
    found.parse(JSON.parse(gh([...args, '--state', 'open', '--json', fields])));

  return {
    openPullRequest: ({ title, body, branch, base }) => {
      const all = list('url,title,isCrossRepository', 'pr', 'list', '--head', branch);
      // A branch of a fork may have any name.
      const open = all.find(({ isCrossRepository }) => !isCrossRepository);
      if (open) return open.url;
      const onto = base === undefined ? [] : ['--base', base];
      const args = ['pr', 'create', '--head', branch, ...onto, '--title', title];
      return gh([...args, '--body-file', '-'], body);
    },
    openIssue: ({ title, body, label }) => {
      const all = list('url,title', 'issue', 'list', '--label', label);
      const open = all.find((each) => each.title === title);
      if (open) {
        gh(['issue', 'edit', open.url, '--body-file', '-'], body);
        return open.url;
      }
      gh(['label', 'create', label, '--force', '--description', 'A size to approve or to deny']);
      const args = ['issue', 'create', '--title', title, '--label', label];
      return gh([...args, '--body-file', '-'], body);
    },
    merge: (branch) => {
      try {
        gh(['pr', 'merge', branch, '--squash', '--delete-branch']);
        return { merged: true };
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        return { merged: false, why: error.message };
      }
    },
    permissionOf: (repository, user) =>
      gh(['api', `repos/${repository}/collaborators/${user}/permission`, '--jq', '.permission']),
  };
}
