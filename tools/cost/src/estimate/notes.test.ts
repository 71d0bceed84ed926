import { estimate } from './estimate.ts';
import { notesOf } from './notes.ts';
import type { Template } from './template.ts';
import { aFunction, aShape, aUsageFile, someResources } from './testing/a-service.ts';
import type { UsageFile } from './usage-file.ts';

const MEASURED = new Map([
  ['place', 'as-measured'],
  ['store', 'as-measured'],
]);

const notes = (
  resources: Template['Resources'] = {},
  usage: UsageFile = aUsageFile(),
  codes: ReadonlyMap<string, string | undefined> = MEASURED,
): string[] => {
  const options = { region: 'us-east-1', eventsPerMonth: 1_000_000 };
  return notesOf(
    estimate(aShape({ ...someResources(), ...resources }), usage, options),
    codes,
  ).slice(1, -1);
};

const storeWith = (properties: Record<string, unknown>) => ({
  StoreLambdaFunction: aFunction(properties),
});

describe('notesOf', () => {
  it('says nothing more of what is as it was measured', () => {
    expect(notes()).toEqual([]);
  });

  it('names the functions whose code was not measured', () => {
    const codes = new Map([...MEASURED, ['store', 'newer']]);

    expect(notes({}, aUsageFile(), codes)).toEqual([
      'The code of store is not the code that was measured. Measure again: npm run measure -- shop',
    ]);
    // A function without a package of its own can't be told apart.
    expect(notes({}, aUsageFile(), new Map())).toEqual([]);
  });

  it('says that the machine was busy', () => {
    const usage = aUsageFile();
    usage.measured.load = 0.6;

    expect(notes({}, usage)[0]).toContain('busy with other things (load 0.6 per core)');
  });

  it.each([
    ['memory', { MemorySize: 1024 }, '1024 MB and arm64'],
    ['architecture', { Architectures: ['x86_64'] }, '512 MB and x86_64'],
  ])('names functions with another %s', (_, properties, now) => {
    expect(notes(storeWith(properties))[0]).toContain(
      `store has ${now}; its duration is that measured with 512 MB and arm64`,
    );
  });

  it('names functions with another batch size', () => {
    const { Mapping } = someResources();
    const Properties = { ...Mapping!.Properties, BatchSize: 5 };

    expect(notes({ Mapping: { ...Mapping!, Properties } })[0]).toContain('Batches of store');
  });

  it('lists what has no price', () => {
    expect(notes({ Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} } })).toEqual([
      'Not priced: Stream (AWS::Kinesis::Stream).',
    ]);
  });
});
