import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, workflowsHere } from './files.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the version of Node', () => {
  it('is the same in workflows, on a laptop and in Lambda', () => {
    const [, action] = read('.github/actions/setup/action.yml').match(/node-version: (\d+)/) ?? [];
    const [, laptop] = read('tools/setup.mjs').match(/NODE_MAJOR = (\d+)/) ?? [];
    const [, lambda] =
      read('libs/serverless-config/provider.yml').match(/runtime: nodejs(\d+)/) ?? [];

    expect(action).toBeDefined();
    expect([laptop, lambda]).toEqual([action, action]);
  });

  it('is said nowhere else in a workflow', () => {
    for (const { file, text, isAction } of workflowsHere())
      expect([file, !isAction && text.includes('node-version')]).toEqual([file, false]);
  });
});
