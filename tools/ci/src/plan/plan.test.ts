import { aGitHub, aHistory } from '../testing/a-history.ts';
import { planDeployment, type Ports } from './plan.ts';

const ports = (
  deployed: Record<string, string>,
  affected: (files: string[] | undefined) => string[] = () => ['crud-api', 'worker-b'],
  isSettled = true,
): Ports => ({
  git: aHistory(['a', 'b', 'c'], { a: ['services/crud-api/serverless.yml'] }),
  github: aGitHub(['a', 'c'], deployed, isSettled),
  affectedServices: affected,
  smokeable: () => ['baseline', 'crud-api'],
});
const to = (commit: string, older = false) => ({ stage: 'dev', commit, older });

describe('planDeployment', () => {
  it('deploys what differs from what the environment has', async () => {
    const asked: unknown[] = [];

    const plan = await planDeployment(
      to('c'),
      ports({ dev: 'a' }, (files) => {
        asked.push(files);
        return ['crud-api', 'worker-b'];
      }),
    );

    expect(asked).toEqual([['a..c']]);
    expect(plan).toMatchObject({ previous: 'a', services: ['crud-api', 'worker-b'] });
  });

  it('goes back only to services that there were', async () => {
    const plan = await planDeployment(to('c'), ports({ dev: 'a' }));

    expect(plan.rollback).toEqual(['crud-api']);
  });

  it('deploys everything the first time, and has nothing to go back to', async () => {
    const all = (files: string[] | undefined) => (files === undefined ? ['all'] : []);

    const plan = await planDeployment(to('c'), ports({ staging: 'a' }, all));

    expect(plan).toMatchObject({ previous: undefined, services: ['all'], rollback: [] });
  });

  it('deploys everything where the environment has a commit that is gone', async () => {
    const all = (files: string[] | undefined) => (files === undefined ? ['all'] : []);

    expect(await planDeployment(to('c'), ports({ dev: 'x' }, all))).toMatchObject({
      previous: undefined,
      services: ['all'],
    });
  });

  it('deploys everything after what did not come to its end, and can still go back', async () => {
    const all = (files: string[] | undefined) => (files === undefined ? ['crud-api'] : []);

    expect(await planDeployment(to('c'), ports({ dev: 'a' }, all, false))).toMatchObject({
      ...{ previous: 'a', services: ['crud-api'], rollback: ['crud-api'] },
    });
  });

  it('leaves out what is only there to compare with', async () => {
    const plan = await planDeployment(
      to('c'),
      ports({}, () => ['baseline', 'crud-api']),
    );

    expect(plan.services).toEqual(['crud-api']);
    expect(plan.smoke).toEqual(['crud-api']);
  });

  it('refuses a commit that was not green', async () => {
    await expect(planDeployment(to('b'), ports({}))).rejects.toThrow('was not green for b');
  });

  it('refuses what is no commit of main', async () => {
    await expect(planDeployment(to('x'), ports({}))).rejects.toThrow('no commit of main');
    await expect(planDeployment(to('HEAD'), ports({}))).rejects.toThrow('no commit of main');
  });

  it('refuses a commit that is older than what the environment has, unless it is to go back', async () => {
    await expect(planDeployment(to('a'), ports({ dev: 'c' }))).rejects.toThrow('dev has c');
    expect(await planDeployment(to('a', true), ports({ dev: 'c' }))).toMatchObject({
      previous: 'c',
      services: ['crud-api', 'worker-b'],
    });
  });
});
