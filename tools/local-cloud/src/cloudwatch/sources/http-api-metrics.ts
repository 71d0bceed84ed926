import { type RequestObserver } from '../../http-api/types.ts';
import { type Measurement } from '../metrics/metric-store.ts';

/** The namespace AWS/ApiGateway for HTTP APIs: each metric of the API and of its `$default` stage. */
export const measureRequests =
  (record: (measurement: Measurement) => void, now: () => number = Date.now): RequestObserver =>
  ({ apiId, status, latencyMs, integrationLatencyMs }) => {
    const at = now();
    const both = (name: string, value: number, unit: string): void => {
      const measured = {
        namespace: 'AWS/ApiGateway',
        name,
        at,
        unit,
        values: [[value, 1]] as [number, number][],
      };
      record({ ...measured, dimensions: { ApiId: apiId } });
      record({ ...measured, dimensions: { ApiId: apiId, Stage: '$default' } });
    };
    both('Count', 1, 'Count');
    both('4xx', status >= 400 && status < 500 ? 1 : 0, 'Count');
    both('5xx', status >= 500 ? 1 : 0, 'Count');
    both('Latency', latencyMs, 'Milliseconds');
    if (integrationLatencyMs !== undefined)
      both('IntegrationLatency', integrationLatencyMs, 'Milliseconds');
  };
