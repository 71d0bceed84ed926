import { compareFunctions } from './compare-functions.ts';
import type { Remain } from './deployed.ts';
import type { FunctionFacts } from './function-facts.ts';

const facts = (overrides: Partial<FunctionFacts> = {}): FunctionFacts => ({
  ...{ memorySize: '512', architecture: 'arm64', timeout: '10', logFormat: 'Text' },
  ...overrides,
});

const compared = (deployed: Partial<FunctionFacts>, remains: Remain[] = []) =>
  compareFunctions(
    new Map([['shop-place', facts()]]),
    new Map([['shop-place', { facts: facts(deployed), remains }]]),
  );

describe('compareFunctions', () => {
  it('finds nothing where all is the same', () => {
    expect(compared({})).toEqual([]);
  });

  it.each([
    ['memorySize', '1024', '512'],
    ['architecture', 'x86_64', 'arm64'],
    ['timeout', '20', '10'],
    ['logFormat', 'JSON', 'Text'],
  ] as const)('finds another %s', (name, deployed, repository) => {
    expect(compared({ [name]: deployed })).toEqual([
      { kind: 'setting', function: 'shop-place', name, deployed, repository },
    ]);
  });

  it('finds what only one side has', () => {
    const has = { facts: facts(), remains: [] };

    expect(compareFunctions(new Map([['a', facts()]]), new Map([['b', has]]))).toEqual([
      { kind: 'not deployed', function: 'a' },
      { kind: 'not in the repository', function: 'b' },
    ]);
  });

  it('finds what a run left, and calls a test size no difference of its own', () => {
    const remains = [
      { what: '$LATEST', run: 'r1' },
      { what: 'version 7', run: 'r1' },
    ];

    expect(compared({ memorySize: '128', timeout: '3' }, remains)).toEqual([
      expect.objectContaining({ kind: 'setting', name: 'timeout' }),
      { kind: 'tuner', function: 'shop-place', what: '$LATEST', run: 'r1' },
      { kind: 'tuner', function: 'shop-place', what: 'version 7', run: 'r1' },
    ]);
  });
});
