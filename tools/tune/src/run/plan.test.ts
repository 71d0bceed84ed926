import { readRunOptions } from './options.ts';
import { executionInput, planFunctions } from './plan.ts';
import { findService } from './service.ts';
import { aWorkspace } from './testing/a-workspace.ts';

let workspace: ReturnType<typeof aWorkspace> | undefined;
afterEach(() => workspace?.remove());

const plan = (files: Record<string, unknown>, ...args: string[]) => {
  workspace?.remove();
  workspace = aWorkspace(files);
  const { root } = workspace;
  const file = (arg: string): string => arg.replace('@', `${root}/`);
  const options = readRunOptions(['shop', ...args.map(file)]);
  return planFunctions({ root, service: findService(root, 'shop'), stage: options.stage }, options);
};

const inputs = {
  'services/shop/tuning/sell.json': { num: 20, payload: { table: 'shop-{{stage}}-items' } },
  'services/shop/tuning/list.json': { num: 10, strategy: 'speed' },
  'services/shop/tuning/list.setup.json': [{ function: 'sell', payload: { id: '{{index}}' } }],
  'services/shop/tuning/list.long.json': { num: 99 },
};

describe('findService', () => {
  it('finds a service by its name or folder, with what runs beside it', () => {
    workspace = aWorkspace();
    const shop = {
      ...{ name: 'shop', folder: 'services/shop', prefix: 'acado-shop' },
      functions: ['sell', 'list', 'stock'],
      together: ['services/bus', 'services/shop', 'services/power-tuner'],
    };
    expect(findService(workspace.root, 'shop')).toEqual(shop);
    expect(findService(workspace.root, 'services/shop/')).toEqual(shop);
  });

  it('says which there are', () => {
    const { root } = (workspace = aWorkspace());
    expect(() => findService(root, 'shoe')).toThrow(
      'There is no service "shoe"; there are bus, power-tuner, shop',
    );
  });
});

describe('planFunctions', () => {
  it('takes every function that has an input, for the stage', () => {
    expect(plan(inputs)).toEqual([
      {
        ...{ key: 'sell', functionName: 'acado-shop-local-sell', preparations: [] },
        fields: { num: 20, payload: { table: 'shop-local-items' } },
      },
      {
        ...{ key: 'list', functionName: 'acado-shop-local-list' },
        fields: { num: 10, strategy: 'speed' },
        preparations: [{ function: 'sell', payload: { id: '{{index}}' }, times: 1 }],
      },
    ]);
    expect(plan(inputs, '--target', 'aws')[0]!.fields).toMatchObject({
      payload: { table: 'shop-dev-items' },
    });
  });

  it('lets the command line override fields', () => {
    const args = ['--function', 'list', '--num', '7', '--powerValues', '128,256', '--maxP95Ms=90'];
    expect(plan(inputs, ...args)[0]!.fields).toEqual({
      ...{ num: '7', strategy: 'speed', powerValues: '128,256', maxP95Ms: '90' },
    });
  });

  it('takes another input, or another payload without what was prepared for the old one', () => {
    const files = { ...inputs, 'a.json': '[1]' };
    expect(
      plan(files, '--function', 'list', '--input', '@services/shop/tuning/list.long.json')[0],
    ).toMatchObject({ fields: { num: 99 }, preparations: [expect.anything()] });
    expect(plan(files, '--function', 'list', '--payload', '@a.json')[0]).toMatchObject({
      fields: { num: 10, payload: [1] },
      preparations: [],
    });
  });

  it('needs no more than a payload', () => {
    expect(plan({ 'a.json': '{}' }, '--function', 'stock', '--payload', '@a.json')).toEqual([
      {
        ...{ key: 'stock', functionName: 'acado-shop-local-stock', preparations: [] },
        fields: { sampling: 'adaptive', dynamicPayload: true, payload: {} },
      },
    ]);
  });

  it.each<[string, Record<string, unknown>, string[], string]>([
    ['nothing to tune', {}, [], 'No function of shop has an input'],
    ['no such function', inputs, ['--function', 'sel'], 'it has sell, list, stock'],
    ['no input', inputs, ['--function', 'stock'], 'services/shop/tuning/stock.json, or give'],
    ['a missing file', inputs, ['--function=sell', '--payload=@b.json'], "b.json can't be read"],
    ['no JSON', { 'b.json': '{' }, ['--function=sell', '--payload=@b.json'], 'b.json is not JSON'],
    ['no object', { 'services/shop/tuning/sell.json': '[]' }, [], 'sell.json: expected an object'],
    [
      'an unknown function to prepare with',
      { ...inputs, 'services/shop/tuning/sell.setup.json': [{ function: 'buy', payload: 1 }] },
      [],
      'sell.setup.json: shop has no function "buy"',
    ],
    [
      'another setup than there can be',
      { ...inputs, 'services/shop/tuning/sell.setup.json': [{ function: 'sell', time: 2 }] },
      [],
      'time',
    ],
  ])('refuses %s', (_what, files, args, message) => {
    expect(() => plan(files, ...args)).toThrow(message);
  });
});

describe('readRunOptions', () => {
  it.each([
    [[], 'Name one service'],
    [['a', 'b'], 'Name one service'],
    [['a', '--target', 'moon'], '--target: expected local or aws, not "moon"'],
    [['a', '--apply', 'yes'], '--apply: expected auto or manual'],
    [['a', '--payload', 'x.json'], '--payload is for one function'],
    [['a', '--stage', 'prod'], '--target aws takes others'],
    [['a', '--nun', '5'], "Unknown option '--nun'"],
  ])('refuses %j', (args, message) => {
    expect(() => readRunOptions(args)).toThrow(message);
  });
});

describe('executionInput', () => {
  const arnOf = (name: string): string => `arn:${name}`;

  it('is the contract’s for one function, and a list for several', () => {
    const [sell, list] = plan(inputs);
    expect(executionInput([list!], arnOf, { maxConcurrency: 1 })).toEqual({
      ...{ lambdaARN: 'arn:acado-shop-local-list', num: 10, strategy: 'speed', maxConcurrency: 1 },
    });
    expect(executionInput([sell!, list!], arnOf, { maxConcurrency: 1 })).toEqual({
      maxConcurrency: 1,
      functions: [
        expect.objectContaining({ lambdaARN: 'arn:acado-shop-local-sell' }),
        expect.objectContaining({ lambdaARN: 'arn:acado-shop-local-list' }),
      ],
    });
  });
});
