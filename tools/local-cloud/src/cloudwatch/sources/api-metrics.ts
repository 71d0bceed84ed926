import { type ApiType, type RequestObserver } from '../../api-gateway/types.ts';
import { type Measurement } from '../metrics/metric-store.ts';

/** What the two kinds of API call the same things. */
const NAMES: Record<ApiType, { api: 'ApiId' | 'ApiName'; clientErrors: string; errors: string }> = {
  HTTP: { api: 'ApiId', clientErrors: '4xx', errors: '5xx' },
  REST: { api: 'ApiName', clientErrors: '4XXError', errors: '5XXError' },
};

/** The namespace AWS/ApiGateway: each metric of the API and of its stage. */
export const measureRequests =
  (record: (measurement: Measurement) => void, now: () => number = Date.now): RequestObserver =>
  ({ type, apiId, name, stage, status, latencyMs, integrationLatencyMs }) => {
    const at = now();
    const names = NAMES[type];
    const dimensions = { [names.api]: names.api === 'ApiId' ? apiId : name };
    const both = (metric: string, value: number, unit: string): void => {
      const measured = {
        namespace: 'AWS/ApiGateway',
        name: metric,
        at,
        unit,
        values: [[value, 1]] as [number, number][],
      };
      record({ ...measured, dimensions });
      if (stage !== undefined) record({ ...measured, dimensions: { ...dimensions, Stage: stage } });
    };
    both('Count', 1, 'Count');
    both(names.clientErrors, status >= 400 && status < 500 ? 1 : 0, 'Count');
    both(names.errors, status >= 500 ? 1 : 0, 'Count');
    both('Latency', latencyMs, 'Milliseconds');
    if (integrationLatencyMs !== undefined)
      both('IntegrationLatency', integrationLatencyMs, 'Milliseconds');
  };
