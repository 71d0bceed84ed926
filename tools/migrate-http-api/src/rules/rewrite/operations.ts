import { LOG_VARIABLES, variablesOf } from '../log-variables.ts';
import { guide, type Rule } from '../rule.ts';

/** How an API is watched. */
export const watchingRules: Rule[] = [
  {
    id: 'metric-names',
    severity: 'rewrite',
    title: 'Metrics and alarms',
    looksAt: 'alarms and dashboards on AWS/ApiGateway in the same template',
    reason:
      'HTTP APIs are measured by ApiId in place of ApiName, and errors are called 4xx and 5xx in place of 4XXError and 5XXError: an alarm on the old names never fires again.',
    remedy: 'Write alarms and dashboards for the new names before traffic moves.',
    cost: 'Nothing; twice the alarms while both APIs run.',
    docs: guide('http-api-metrics'),
    find: ({ metricUses }) =>
      metricUses.map(({ name, metrics, place }) => ({
        detail: `${name}: ${metrics.join(', ')}`,
        place,
      })),
  },
  {
    id: 'access-log-variable',
    severity: 'rewrite',
    title: 'Variables of access logs',
    looksAt: 'formats of access logs',
    reason:
      'Access logs of HTTP APIs have other variables; one that does not exist is logged as "-".',
    remedy:
      'Take $context.routeKey for resourcePath, $context.integrationErrorMessage for what execution logs said; drop the rest.',
    cost: 'Nothing.',
    docs: guide('http-api-logging-variables'),
    find: ({ stages }) =>
      stages.flatMap(({ name, accessLog }) => {
        const unknown = variablesOf(accessLog?.format ?? '').filter(
          (each) => !LOG_VARIABLES.test(each),
        );
        if (!accessLog || unknown.length === 0) return [];
        return [
          {
            detail: `stage ${name}: ${unknown.map((each) => `$context.${each}`).join(', ')}`,
            place: accessLog.place,
          },
        ];
      }),
  },
];
