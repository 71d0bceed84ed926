import { createMetricFilters, type MetricFilter } from './metric-filters.ts';

const aFilter = (overrides: Partial<MetricFilter> = {}): MetricFilter => ({
  name: 'costly',
  logGroupName: 'orders',
  pattern: '{ $.cost > 1 }',
  transformations: [
    { namespace: 'Shop', name: 'Cost', value: '$.cost', dimensions: { Stage: '$.stage' } },
  ],
  ...overrides,
});

describe('createMetricFilters', () => {
  it('reads value and dimensions from the lines that match', () => {
    const filters = createMetricFilters();
    filters.put(aFilter());

    expect(filters.measure('orders', '{"cost":2.5,"stage":"local"}', 0)).toEqual([
      {
        namespace: 'Shop',
        name: 'Cost',
        dimensions: { Stage: 'local' },
        at: 0,
        unit: undefined,
        values: [[2.5, 1]],
      },
    ]);
    expect(filters.measure('orders', '{"cost":0.5,"stage":"local"}', 0)).toEqual([]);
    expect(filters.measure('orders', '{"cost":2.5}', 0)).toEqual([]);
    expect(filters.measure('other', '{"cost":2.5,"stage":"local"}', 0)).toEqual([]);
  });

  it('counts lines of text', () => {
    const filters = createMetricFilters();
    const transformations = [{ namespace: 'Shop', name: 'Errors', value: '1', dimensions: {} }];
    filters.put(aFilter({ pattern: 'ERROR', transformations }));

    expect(filters.measure('orders', 'ERROR: no', 0)[0]?.values).toEqual([[1, 1]]);
  });

  it('ends with its removal', () => {
    const filters = createMetricFilters();
    filters.put(aFilter({ pattern: '' }));
    filters.remove('orders', 'costly');

    expect(filters.measure('orders', '{"cost":2,"stage":"a"}', 0)).toEqual([]);
    expect(filters.countOf('orders')).toBe(0);
  });
});
