import { parseEmf } from './emf.ts';

const NOW = Date.UTC(2026, 0, 15);

const aDocument = (directive: object = {}, members: object = {}) =>
  JSON.stringify({
    _aws: {
      Timestamp: NOW,
      CloudWatchMetrics: [
        {
          Namespace: 'Shop',
          Dimensions: [['service'], ['service', 'stage']],
          Metrics: [{ Name: 'Cost', Unit: 'None' }],
          ...directive,
        },
      ],
    },
    service: 'orders',
    stage: 'local',
    Cost: 2,
    ...members,
  });

describe('parseEmf', () => {
  it('takes each metric once for each set of dimensions', () => {
    const result = parseEmf(aDocument(), NOW);

    expect(result?.kind === 'metrics' && result.measurements).toMatchObject([
      { namespace: 'Shop', name: 'Cost', dimensions: { service: 'orders' }, values: [[2, 1]] },
      { dimensions: { service: 'orders', stage: 'local' }, unit: 'None', at: NOW },
    ]);
  });

  it('takes arrays of values and the storage resolution', () => {
    const line = aDocument(
      { Dimensions: [[]], Metrics: [{ Name: 'Cost', StorageResolution: 1 }] },
      { Cost: [1, 2, 2] },
    );
    const result = parseEmf(line, NOW);

    expect(result?.kind === 'metrics' && result.measurements).toMatchObject([
      {
        dimensions: {},
        resolution: 1,
        values: [
          [1, 1],
          [2, 1],
          [2, 1],
        ],
      },
    ]);
  });

  it('looks behind what console.log puts before a line', () => {
    const prefix = '2026-01-15T12:00:00.000Z\t0f3b-1\tINFO\t';

    expect(parseEmf(prefix + aDocument(), NOW)).toEqual(parseEmf(aDocument(), NOW));
    expect(parseEmf(`cost: ${aDocument()}`, NOW)).toBeUndefined();
  });

  it.each([
    ['text', 'START RequestId: 1'],
    ['JSON without metrics', '{"level":"INFO","message":"_aws"}'],
    ['metadata deeper inside', '{"message":{"_aws":{}}}'],
  ])('leaves %s alone', (_name, line) => {
    expect(parseEmf(line, NOW)).toBeUndefined();
  });

  it.each([
    ['broken JSON', `${aDocument()}}`],
    ['a metric without a value', aDocument({ Metrics: [{ Name: 'Other' }] })],
    ['a value that is no number', aDocument({}, { Cost: 'two' })],
    ['a dimension without a value', aDocument({ Dimensions: [['region']] })],
    ['an empty namespace', aDocument({ Namespace: '' })],
    ['101 values', aDocument({}, { Cost: Array.from({ length: 101 }, () => 1) })],
    ['101 metrics', aDocument({ Metrics: Array.from({ length: 101 }, () => ({ Name: 'Cost' })) })],
    ['31 dimensions', aDocument({ Dimensions: [Array.from({ length: 31 }, () => 'service')] })],
  ])('finds fault with %s', (_name, line) => {
    expect(parseEmf(line, NOW)?.kind).toBe('invalid');
  });

  it('takes nothing older than two weeks or two hours ahead', () => {
    const days = 24 * 3600 * 1000;

    expect(parseEmf(aDocument(), NOW + 15 * days)?.kind).toBe('invalid');
    expect(parseEmf(aDocument(), NOW - days / 8)?.kind).toBe('invalid');
  });
});
