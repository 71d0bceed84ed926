import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadStack } from './load-stack.ts';

const state = {
  service: {
    service: 'acado-shop',
    provider: { stage: 'local' },
    functions: { buy: { name: 'acado-shop-local-buy' } },
  },
};

describe('loadStack', () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'stack-')), 'shop');
    mkdirSync(join(folder, '.serverless'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (file: string, content: unknown) =>
    writeFileSync(
      join(folder, '.serverless', file),
      typeof content === 'string' ? content : JSON.stringify(content),
    );

  it('reads the template, the function names and the local zips', () => {
    write('serverless-state.json', state);
    write('cloudformation-template-update-stack.json', { Resources: {} });
    write('buy.zip', 'zip');

    const stack = loadStack(folder);

    expect(stack).toMatchObject({
      service: 'shop',
      stackName: 'acado-shop-local',
      functions: { buy: 'acado-shop-local-buy' },
    });
    expect(stack.artifact('serverless/acado-shop/local/1-2/buy.zip')).toBe(
      join(folder, '.serverless/buy.zip'),
    );
  });

  it('says how to package what is not packaged', () => {
    expect(() => loadStack(folder)).toThrow(/^shop is not packaged .*npx nx package shop/);
  });

  it('says which file of a package is broken', () => {
    write('serverless-state.json', '{');

    expect(() => loadStack(folder)).toThrow(/^shop has a broken package .*serverless-state\.json/);
  });

  it('says which zip is missing', () => {
    write('serverless-state.json', state);
    write('cloudformation-template-update-stack.json', { Resources: {} });

    expect(() => loadStack(folder).artifact('x/buy.zip')).toThrow(/packaged without .*buy\.zip/);
  });
});
