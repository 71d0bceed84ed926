import fc from 'fast-check';
import { ARN } from '../testing/an-input.ts';
import { InputError } from './input-error.ts';
import { parseInput } from './parse-input.ts';
import type { FunctionInput } from './types.ts';

const read = (fields: Record<string, unknown>): FunctionInput =>
  parseInput({ lambdaARN: ARN, num: 10, ...fields }).functions[0]!;

function problemsOf(value: unknown): { field: string; message: string }[] {
  try {
    parseInput(value);
  } catch (error) {
    if (error instanceof InputError) return [...error.problems];
    throw error;
  }
  return [];
}

const allPowerValues = Array.from({ length: 46 }, (_, index) => 128 + 64 * index);
const processor = `${ARN}-processor`;

/** Field, what is given, what it means. */
const accepted: [keyof FunctionInput, unknown, unknown][] = [
  ['lambdaARN', ARN, ARN],
  ['functionName', undefined, 'shop'],
  ['region', undefined, 'us-east-1'],
  ['num', 5, 5],
  ['num', '25', 25],
  ['num', 10_000, 10_000],
  ['powerValues', undefined, [128, 256, 512, 1024, 1536, 3008]],
  ['powerValues', null, [128, 256, 512, 1024, 1536, 3008]],
  ['powerValues', [], [128, 256, 512, 1024, 1536, 3008]],
  ['powerValues', 'ALL', allPowerValues],
  ['powerValues', [1024, 128], [1024, 128]],
  ['powerValues', ['256', '512'], [256, 512]],
  ['powerValues', '128,256, 512', [128, 256, 512]],
  ['powerValues', '512', [512]],
  ['powerValues', 512, [512]],
  ['powerValues', [128, '128', 10_240], [128, 10_240]],
  ['payload', { a: 1 }, { a: 1 }],
  ['payload', null, null],
  ['payload', 0, 0],
  ['payload', [1, 2], [1, 2]],
  ['payloadS3', 's3://bucket/a/key.json', 's3://bucket/a/key.json'],
  ['payloadS3', '', undefined],
  ['parallelInvocation', true, true],
  ['parallelInvocation', 'true', true],
  ['parallelInvocation', 'false', false],
  ['parallelInvocation', undefined, false],
  ['strategy', undefined, 'cost'],
  ['strategy', null, 'cost'],
  ['strategy', 'speed', 'speed'],
  ['strategy', 'balanced', 'balanced'],
  ['balancedWeight', undefined, 0.5],
  ['balancedWeight', null, 0.5],
  ['balancedWeight', 0, 0],
  ['balancedWeight', '0.25', 0.25],
  ['balancedWeight', -1, 0],
  ['balancedWeight', 7, 1],
  ['autoOptimize', true, true],
  ['autoOptimizeAlias', 'prod', 'prod'],
  ['autoOptimizeAlias', '', undefined],
  ['dryRun', true, true],
  ['dryRun', 'true', true],
  ['dryRun', null, false],
  ['preProcessorARN', processor, processor],
  ['preProcessorARN', '', undefined],
  ['postProcessorARN', `${processor}:live`, `${processor}:live`],
  ['discardTopBottom', undefined, 0.2],
  ['discardTopBottom', 0, 0],
  ['discardTopBottom', 0.5, 0.4],
  ['discardTopBottom', -0.1, 0],
  ['discardTopBottom', '0.1', 0.1],
  ['sleepBetweenRunsMs', undefined, 0],
  ['sleepBetweenRunsMs', '1500', 1500],
  ['disablePayloadLogs', true, true],
  ['includeOutputResults', true, true],
  ['onlyColdStarts', true, true],
  ['allowedExceptions', undefined, []],
  ['allowedExceptions', null, []],
  ['allowedExceptions', ['NotFound', 'Timeout'], ['NotFound', 'Timeout']],
  ['allowedExceptions', 'NotFound', ['NotFound']],
  ['architectures', undefined, undefined],
  ['architectures', ['x86_64', 'arm64'], ['x86_64', 'arm64']],
  ['architectures', 'arm64', ['arm64']],
  ['sampling', undefined, 'fixed'],
  ['sampling', 'adaptive', 'adaptive'],
  ['confidence', undefined, 0.95],
  ['minimumEffect', undefined, 0.05],
  ['minimumEffect', 0, 0],
  ['targetPrecision', 0.02, 0.02],
  ['maxP95Ms', 300, 300],
  ['memoryHeadroom', undefined, 0],
  ['memoryHeadroom', 0.3, 0.3],
  ['maxConcurrency', undefined, 0],
  ['maxConcurrency', 3, 3],
  ['includeRequestPrice', undefined, true],
  ['includeRequestPrice', false, false],
  ['dynamicPayload', true, true],
];

/** What is given beside a good input, and the fields that are named. */
const refused: [Record<string, unknown>, string[]][] = [
  [{ lambdaARN: undefined }, ['lambdaARN']],
  [{ lambdaARN: 'shop' }, ['lambdaARN']],
  [{ lambdaARN: 7 }, ['lambdaARN']],
  [{ lambdaARN: 'arn:aws:s3:us-east-1:123456789012:function:shop' }, ['lambdaARN']],
  [{ lambdaARN: `${ARN}:a:b` }, ['lambdaARN']],
  [{ num: undefined }, ['num']],
  [{ num: null }, ['num']],
  [{ num: 4 }, ['num']],
  [{ num: 'many' }, ['num']],
  [{ num: NaN }, ['num']],
  [{ num: 7.5 }, ['num']],
  [{ num: 10_001 }, ['num']],
  [{ powerValues: 'all' }, ['powerValues[0]']],
  [{ powerValues: [127] }, ['powerValues[0]']],
  [{ powerValues: [128, 10_241, 'x'] }, ['powerValues[1]', 'powerValues[2]']],
  [{ powerValues: [128.5] }, ['powerValues[0]']],
  [{ powerValues: {} }, ['powerValues']],
  [{ powerValues: true }, ['powerValues']],
  [{ payload: [{ payload: 1, weight: 1 }, { payload: 2 }] }, ['payload[1]']],
  [
    {
      payload: [
        { payload: 1, weight: 0 },
        { payload: 2, weight: 1 },
      ],
    },
    ['payload[0]'],
  ],
  [{ payload: [{ payload: 1, weight: 'x' }] }, ['payload[0]']],
  [
    {
      payload: [
        { payload: 1, weight: 1 },
        { payload: 2, weight: 99 },
      ],
    },
    ['payload[0].weight'],
  ],
  [{ num: 5, payload: Array.from({ length: 6 }, () => ({ payload: 1, weight: 1 })) }, ['payload']],
  [{ payloadS3: 'https://bucket/key' }, ['payloadS3']],
  [{ payloadS3: 's3://bucket' }, ['payloadS3']],
  [{ parallelInvocation: 'yes' }, ['parallelInvocation']],
  [{ parallelInvocation: 1 }, ['parallelInvocation']],
  [{ strategy: 'Speed' }, ['strategy']],
  [{ strategy: 'fast' }, ['strategy']],
  [{ balancedWeight: 'half' }, ['balancedWeight']],
  [{ balancedWeight: NaN }, ['balancedWeight']],
  [{ autoOptimize: 'on' }, ['autoOptimize']],
  [{ autoOptimizeAlias: 'a b' }, ['autoOptimizeAlias']],
  [{ autoOptimizeAlias: '12' }, ['autoOptimizeAlias']],
  [{ dryRun: 'maybe' }, ['dryRun']],
  [{ preProcessorARN: 'processor' }, ['preProcessorARN']],
  [{ postProcessorARN: 5 }, ['postProcessorARN']],
  [{ discardTopBottom: 'a lot' }, ['discardTopBottom']],
  [{ discardTopBottom: Infinity }, ['discardTopBottom']],
  [{ sleepBetweenRunsMs: -1 }, ['sleepBetweenRunsMs']],
  [{ sleepBetweenRunsMs: 'long' }, ['sleepBetweenRunsMs']],
  [{ disablePayloadLogs: 'yes' }, ['disablePayloadLogs']],
  [{ includeOutputResults: [] }, ['includeOutputResults']],
  [{ onlyColdStarts: 'cold' }, ['onlyColdStarts']],
  [{ allowedExceptions: {} }, ['allowedExceptions']],
  [{ allowedExceptions: [5] }, ['allowedExceptions[0]']],
  [{ architectures: ['arm'] }, ['architectures[0]']],
  [{ sampling: 'adaptiv' }, ['sampling']],
  [{ confidence: 1 }, ['confidence']],
  [{ confidence: 95 }, ['confidence']],
  [{ minimumEffect: -0.1 }, ['minimumEffect']],
  [{ targetPrecision: 0 }, ['targetPrecision']],
  [{ maxP95Ms: 0 }, ['maxP95Ms']],
  [{ memoryHeadroom: -1 }, ['memoryHeadroom']],
  [{ maxConcurrency: 1.5 }, ['maxConcurrency']],
  [{ includeRequestPrice: 'no' }, ['includeRequestPrice']],
  [{ dynamicPayload: 2 }, ['dynamicPayload']],
  [{ strateg: 'cost' }, ['strateg']],
  [{ constructor: 1 }, ['constructor']],
  [{ num: undefined, strategy: 'x' }, ['num', 'strategy']],
  [{ num: 1, strategy: 'x', whatever: 1 }, ['num', 'strategy', 'whatever']],
];

describe('parseInput', () => {
  it.each(accepted)('reads %s %j as %j', (field, given, expected) => {
    const input = read({ ...(given === undefined ? {} : { [field]: given }) });

    expect(input[field]).toEqual(expected);
  });

  it.each(refused)('refuses %j, naming %j', (fields, names) => {
    const problems = problemsOf({ lambdaARN: ARN, num: 10, ...fields });

    expect(problems.map(({ field }) => field).sort()).toEqual([...names].sort());
    for (const { message } of problems) expect(message).not.toMatch(/^Invalid/);
  });

  it.each([undefined, null, 'input', 7, [], [{}]])('refuses %j, which is no object', (value) => {
    expect(problemsOf(value)).toEqual([{ field: 'input', message: 'Expected an object' }]);
  });

  it('places an unknown field with its function, whatever it is called', () => {
    const input = { functions: [{ lambdaARN: ARN, 'a.b': 1 }], num: 5, '.': 1 };

    expect(problemsOf(input).map(({ field }) => field)).toEqual(['.', 'functions[0].a.b']);
  });

  it('says what is expected and what there was', () => {
    expect(() => parseInput({ num: '3', strateg: 1 })).toThrow(
      'lambdaARN: Missing; expected the ARN of a function, such as arn:aws:lambda:us-east-1:123456789012:function:shop; ' +
        'num: Expected a whole number from 5 to 10000, not 3; ' +
        'strateg: Unknown field; did you mean strategy?',
    );
  });

  it('names at most twenty fields in its message', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`field${index}`, 1]));

    expect(() => parseInput({ lambdaARN: ARN, num: 5, ...many })).toThrow(/; and 10 more$/);
  });

  it('reads or refuses anything, and nothing else', () => {
    const names = fc.constantFrom(...accepted.map(([field]) => field), 'functions', '__proto__');
    const fields = fc.dictionary(names, fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(fields, (given) => {
        for (const value of [given, { ...given, lambdaARN: ARN, num: 10 }]) {
          const problems = problemsOf(value);
          for (const { field, message } of problems) {
            expect(field).toMatch(/^\w/);
            expect(message.length).toBeLessThan(300);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing out of cold starts', () => {
    expect(read({ onlyColdStarts: true, discardTopBottom: 0.3 }).discardTopBottom).toBe(0);
  });

  it('takes 50 samples at most when adaptive sampling is not told', () => {
    expect(read({ num: undefined, sampling: 'adaptive' }).num).toBe(50);
  });

  it('takes the default sizes of the deployment', () => {
    const input = parseInput({ lambdaARN: ARN, num: 10 }, { powerValues: [512, 1024] });

    expect(input.functions[0]?.powerValues).toEqual([512, 1024]);
  });

  it.each([
    [`${ARN}:live`, 'live', 'us-east-1'],
    [`${ARN}:$LATEST`, undefined, 'us-east-1'],
    ['arn:aws-cn:lambda:cn-north-1:123456789012:function:shop', undefined, 'cn-north-1'],
    ['arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:shop:7', '7', 'us-gov-west-1'],
  ])('takes %s apart', (lambdaARN, qualifier, region) => {
    const input = read({ lambdaARN });

    expect(input).toMatchObject({ lambdaARN, region, functionName: 'shop' });
    expect(input.qualifier).toBe(qualifier);
    expect(input.functionArn).toMatch(/:function:shop$/);
  });

  describe('of several functions', () => {
    const other = `${ARN}-other`;

    it('lets each inherit what is beside them', () => {
      const input = parseInput({
        functions: [{ lambdaARN: ARN }, { lambdaARN: other, num: 20, strategy: null }],
        num: 10,
        strategy: 'speed',
      });

      expect(input.single).toBe(false);
      expect(input.functions.map(({ num, strategy }) => [num, strategy])).toEqual([
        [10, 'speed'],
        [20, 'speed'],
      ]);
    });

    it('says with which function a field is wrong, or that it is for all', () => {
      const problems = problemsOf({
        functions: [{ lambdaARN: ARN }, { num: 2 }, 5, { lambdaARN: ARN }],
        num: 10,
        strategy: 'x',
      });

      expect(problems.map(({ field }) => field)).toEqual([
        'strategy',
        'functions[1].lambdaARN',
        'functions[1].num',
        'functions[2]',
      ]);
    });

    it.each([
      [{ functions: [] }, 'functions'],
      [{ functions: ARN }, 'functions'],
      [{ functions: [{ lambdaARN: other }], lambdaARN: ARN }, 'lambdaARN'],
      [{ functions: [{ lambdaARN: ARN }, { lambdaARN: `${ARN}:live` }] }, 'functions[1].lambdaARN'],
      [{ functions: [{ lambdaARN: ARN, functions: [] }] }, 'functions[0].functions'],
    ])('refuses %j', (fields, field) => {
      expect(problemsOf({ num: 5, ...fields })).toMatchObject([{ field }]);
    });

    it.each([
      [0, 0, [0, 0]],
      [1, 1, [1, 1]],
      [5, 2, [2, 2]],
    ])('shares a cap of %d', (maxConcurrency, atOnce, each) => {
      const input = parseInput({
        functions: [{ lambdaARN: ARN }, { lambdaARN: other }],
        num: 5,
        maxConcurrency,
      });

      expect(input.maxConcurrency).toBe(atOnce);
      expect(input.functions.map((one) => one.maxConcurrency)).toEqual(each);
    });
  });
});
