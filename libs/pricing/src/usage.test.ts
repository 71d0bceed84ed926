import { meters } from './meters/index.ts';
import { measureUsage, UsageError } from './usage.ts';

const rest = { meter: 'rest-api', region: 'us-east-1', requests: 1 };

/** Numeric fields of every meter's example, each of which must refuse what is not a quantity. */
const numericFields = meters.flatMap(({ name, example }) =>
  Object.entries(example)
    .filter(([, value]) => typeof value === 'number')
    .map(([field]) => ({ name, field, example })),
);

describe('measureUsage', () => {
  it.each(meters.map(({ name, example }) => ({ name, example })))(
    'takes the example of $name',
    ({ name, example }) => {
      const [line] = measureUsage([example]);
      expect(line?.usage.meter).toBe(name);
      expect(line?.charges.length).toBeGreaterThan(0);
    },
  );

  it('has a name of its own for each meter', () => {
    expect(new Set(meters.map(({ name }) => name)).size).toBe(meters.length);
  });

  it.each(numericFields)('refuses wrong amounts in $name.$field by name', ({ example, field }) => {
    for (const wrong of [-1, NaN, Infinity, -Infinity, '5', null, true]) {
      expect(() => measureUsage([{ ...example, [field]: wrong }])).toThrow(`line 0, ${field}: `);
    }
  });

  it('refuses fractions of what can only be counted', () => {
    expect(() => measureUsage([{ ...rest, requests: 1.5 }])).toThrow(
      'line 0, requests: Expected a whole number of at least 0',
    );
    expect(() => measureUsage([{ ...rest, requests: 2 ** 53 }])).toThrow('requests');
  });

  it('takes zero', () => {
    expect(measureUsage([{ ...rest, requests: 0 }])[0]?.charges[0]?.quantity.toString()).toBe('0');
  });

  it('names every line and field that is wrong', () => {
    const wrong = [rest, { ...rest, requests: -1, colour: 'red' }, { ...rest, region: '' }];
    expect(() => measureUsage(wrong)).toThrow(UsageError);
    expect(() => measureUsage(wrong)).toThrow(
      expect.objectContaining({
        problems: [
          { line: 1, field: 'requests', message: expect.any(String) },
          { line: 1, field: 'colour', message: 'Unknown field' },
          { line: 2, field: 'region', message: expect.any(String) },
        ],
      }),
    );
  });

  it('keeps its message short, whatever the input', () => {
    const wrong = Array.from({ length: 5000 }, () => ({ ...rest, requests: -1 }));
    expect(() => measureUsage(wrong)).toThrow(/^(line \d+, requests: .*\n){100}and 4900 more$/);
  });

  it('names a missing field', () => {
    expect(() => measureUsage([{ meter: 'rest-api', region: 'us-east-1' }])).toThrow(
      'line 0, requests: ',
    );
  });

  it.each([[null], [3], ['sqs'], [[]], [undefined]])('refuses %j as a line', (line) => {
    expect(() => measureUsage([line])).toThrow('line 0: Expected an object with a meter');
  });

  it.each([['sqss'], [undefined], [7], ['__proto__'], ['constructor']])(
    'refuses the meter %j and names the known ones',
    (meter) => {
      expect(() => measureUsage([rest, { ...rest, meter }])).toThrow(
        /^line 1, meter: Expected one of lambda, .*, data-transfer-out; not /,
      );
    },
  );

  it('refuses no lines', () => {
    expect(() => measureUsage([])).toThrow('No usage line: there is nothing to price');
  });

  it('refuses volume before of an item that is unknown or not of the line', () => {
    expect(() => measureUsage([{ ...rest, before: { requests: 1 } }])).toThrow(
      'line 0, before.requests: Not an item of the price book',
    );
    expect(() => measureUsage([{ ...rest, before: { 'sqs.requests.fifo': 1 } }])).toThrow(
      'line 0, before.sqs.requests.fifo: Expected an item of this line: api-gateway.rest.requests',
    );
  });
});
