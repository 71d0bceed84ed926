import { createAliases, routed } from './aliases.ts';

const settings = { functionVersion: '1', description: '', weights: {} };

describe('createAliases', () => {
  it('makes an alias once and changes its revision with each update', () => {
    const aliases = createAliases('arn:f');
    const { revisionId } = aliases.create('live', settings);

    const updated = aliases.update('live', { functionVersion: '2' }, revisionId);

    expect(updated).toMatchObject({ arn: 'arn:f:live', functionVersion: '2', description: '' });
    expect(() => aliases.update('live', {}, revisionId)).toThrow('RevisionId');
    expect(() => aliases.create('live', settings)).toThrow('Alias already exists: arn:f:live');
  });

  it('knows who sends invocations to a version', () => {
    const aliases = createAliases('arn:f');
    aliases.create('live', { ...settings, weights: { 2: 0.1 } });
    aliases.create('beta', { ...settings, functionVersion: '2' });

    expect(['1', '2', '3', 'constructor'].map(aliases.of)).toEqual([
      ['live'],
      ['beta', 'live'],
      [],
      [],
    ]);
  });

  it('forgets an alias, also one that it does not have', () => {
    const aliases = createAliases('arn:f');
    aliases.create('live', settings);

    aliases.remove('live');
    aliases.remove('live');

    expect(() => aliases.get('live')).toThrow('Cannot find alias arn: arn:f:live');
  });
});

describe('routed', () => {
  it.each([
    [0, '2'],
    [0.29, '2'],
    [0.31, '1'],
    [0.99, '1'],
  ])('sends %d by the weights', (random, version) => {
    expect(routed({ ...settings, weights: { 2: 0.3 } }, random)).toBe(version);
  });
});
