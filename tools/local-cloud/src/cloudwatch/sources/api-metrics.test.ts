import { type ObservedRequest } from '../../api-gateway/types.ts';
import { type Measurement } from '../metrics/metric-store.ts';
import { measureRequests } from './api-metrics.ts';

const aRequest = (overrides: Partial<ObservedRequest>): ObservedRequest => ({
  type: 'REST',
  apiId: 'a1',
  name: 'orders',
  stage: 'dev',
  status: 200,
  requestBytes: 0,
  latencyMs: 12,
  ...overrides,
});

const measured = (overrides: Partial<ObservedRequest>) => {
  const records: Measurement[] = [];
  measureRequests((record) => void records.push(record))(aRequest(overrides));
  return records.map(({ name, dimensions, values }) => [
    name,
    dimensions,
    Array.isArray(values) && values[0]?.[0],
  ]);
};

describe('measureRequests', () => {
  it('names the metrics and dimensions of a REST API', () => {
    const api = { ApiName: 'orders' };
    expect(measured({ status: 502, integrationLatencyMs: 9 })).toEqual(
      [
        ['Count', 1],
        ['4XXError', 0],
        ['5XXError', 1],
        ['Latency', 12],
        ['IntegrationLatency', 9],
      ].flatMap(([name, value]) => [
        [name, api, value],
        [name, { ...api, Stage: 'dev' }, value],
      ]),
    );
  });

  it('names the metrics and dimensions of an HTTP API', () => {
    const api = { ApiId: 'a1' };
    const metrics = measured({ type: 'HTTP', stage: '$default', status: 404 });
    expect(metrics).toContainEqual(['4xx', api, 1]);
    expect(metrics).toContainEqual(['5xx', { ...api, Stage: '$default' }, 0]);
    expect(metrics.map(([name]) => name)).not.toContain('IntegrationLatency');
  });

  it('measures a request that names no stage for the API alone', () => {
    expect(measured({ stage: undefined, status: 403 })).toHaveLength(4);
  });
});
