import { aGitHub, aHistory } from '../testing/a-history.ts';
import { baseOf, NOTHING } from './command.ts';

const push = { GITHUB_EVENT_NAME: 'push', GITHUB_REF_NAME: 'main' };

describe('baseOf', () => {
  it('is the last green commit for a push', async () => {
    const found = await baseOf(push, aHistory(['a', 'b', 'c', 'd']), aGitHub(['b', 'a']));

    expect(found.base).toBe('b');
  });

  it('is no commit that is not in the history, such as one that was pushed over', async () => {
    const found = await baseOf(push, aHistory(['a', 'b']), aGitHub(['x', 'a']));

    expect(found.base).toBe('a');
  });

  it('is nothing, so that everything is affected, where no commit was green', async () => {
    expect((await baseOf(push, aHistory(['a', 'b']), aGitHub([]))).base).toBe(NOTHING);
  });

  it('is where a pull request left main, whatever branch it is for', async () => {
    const git = { ...aHistory([]), mergeBase: (one: string, other: string) => `${one} ${other}` };
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_BASE_REF: 'next' };

    expect((await baseOf(env, git, aGitHub(['a']))).base).toBe('origin/main HEAD');
  });

  it('is where a merge group left main', async () => {
    const git = { ...aHistory([]), mergeBase: (one: string) => one };

    const found = await baseOf({ GITHUB_EVENT_NAME: 'merge_group' }, git, aGitHub([]));

    expect(found.base).toBe('origin/main');
  });
});
