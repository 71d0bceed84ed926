import type { MetricUse } from '../../model/rest-api.ts';
import type { Resource, Resources } from './resources.ts';

/** Metrics that HTTP APIs have under another name, or not at all. */
const METRICS = ['4XXError', '5XXError', 'CacheHitCount', 'CacheMissCount', 'ApiName'];

/** Alarms and dashboards of a template that look at metrics of REST APIs. */
export const metricUsesOf = (resources: Resources): MetricUse[] =>
  resources
    .ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard')
    .flatMap(({ logicalId, properties }: Resource) => {
      const text = JSON.stringify(properties.value) ?? '';
      if (!text.includes('AWS/ApiGateway')) return [];
      const metrics = METRICS.filter((metric) => text.includes(metric));
      return [{ name: logicalId, place: properties.place, metrics }];
    });
