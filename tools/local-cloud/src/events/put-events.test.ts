import { acceptEntries, entrySize } from './put-events.ts';
import { anEntry } from './testing.ts';

const origin = { accountId: '000000000000', region: 'eu-west-1' };
const accept = (overrides: Record<string, unknown>) =>
  acceptEntries([anEntry(overrides)], origin)[0];

describe('acceptEntries', () => {
  it('makes the event that targets receive', () => {
    const accepted = accept({ Time: 1_640_995_200.9, Resources: ['r'], Detail: ' {"n": 1} ' });
    expect(accepted).toMatchObject({ busName: 'orders' });
    const { id, event, text } = accepted as { id: string; event: object; text: string };
    expect(event).toEqual({
      version: '0',
      id,
      'detail-type': 'OrderPlaced',
      source: 'acado.ingest-a',
      account: '000000000000',
      time: '2022-01-01T00:00:00Z',
      region: 'eu-west-1',
      resources: ['r'],
      detail: { n: 1 },
    });
    expect(JSON.parse(text)).toEqual(event);
    expect(Object.keys(event)).toEqual(Object.keys(JSON.parse(text) as object));
  });

  it('hands on numbers that JavaScript cannot hold', () => {
    const { text } = accept({ Detail: '{"id":12345678901234567890,"x":1.0}' }) as { text: string };
    expect(text).toContain('"detail":{"id":12345678901234567890,"x":1.0}}');
  });

  const required = (name: string) => ({
    ErrorCode: 'InvalidArgument',
    ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
  });
  const malformed = { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  it.each([
    [{ Source: undefined }, required('Source')],
    [{ Source: '' }, required('Source')],
    [{ DetailType: '' }, required('DetailType')],
    [{ Detail: undefined }, required('Detail')],
    [{ Detail: 'NotJSON' }, malformed],
    [{ Detail: '[]' }, malformed],
    [{ Detail: '{{}' }, malformed],
    [{ Detail: '"NotJSON"' }, malformed],
    [{ Detail: 'null' }, malformed],
    [
      { Source: 'aws.ec2' },
      {
        ErrorCode: 'NotAuthorizedForSourceException',
        ErrorMessage: 'Not authorized for the source.',
      },
    ],
  ])('refuses the entry %j alone', (overrides, refusal) => {
    expect(acceptEntries([anEntry(overrides), anEntry()], origin)).toEqual([
      refusal,
      expect.objectContaining({ event: expect.anything() }),
    ]);
  });

  it.each([
    [0, 'greater than or equal to 1'],
    [11, 'less than or equal to 10'],
  ])('refuses a request of %i entries', (length, bound) => {
    const entries = Array.from({ length }, () => anEntry());
    expect(() => acceptEntries(entries, origin)).toThrow(`Member must have length ${bound}`);
  });

  it('accepts 1 MB in all and not one byte more', () => {
    const padding = 1024 * 1024 - entrySize(anEntry({ Detail: '{"a":""}' }));
    const entryOf = (bytes: number) => anEntry({ Detail: `{"a":"${'x'.repeat(bytes)}"}` });
    expect(acceptEntries([entryOf(padding)], origin)[0]).toHaveProperty('event');
    expect(() => acceptEntries([entryOf(padding + 1)], origin)).toThrow(
      'Total size of the entries in the request is over the limit.',
    );
  });
});

describe('entrySize', () => {
  it.each([
    [{ Source: 'ab', DetailType: 'cd', Detail: '{}' }, 6],
    [{ Source: 'é', DetailType: '€', Detail: '{}' }, 7],
    [{ Source: 'a', Time: 0, Resources: ['bc', 'd'] }, 18],
    [{}, 0],
  ])('counts UTF-8 bytes of %j as %i', (entry, bytes) => {
    expect(entrySize(entry)).toBe(bytes);
  });
});
