import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './domain/checks.ts';

const template = readCompiledTemplate(join(import.meta.dirname, '..'));
const alarms = Object.values(template.Resources).flatMap(({ Type, Properties = {} }) =>
  Type === 'AWS::CloudWatch::Alarm' && Properties.Namespace === 'Acado/Canary' ? [Properties] : [],
);
const ofMetric = (metric: string) => alarms.filter(({ MetricName }) => MetricName === metric);

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems(template)).toEqual([]);
  });

  it.each(['Available', 'Latency'])('has an alarm on the metric %s of every check', (metric) => {
    expect(ofMetric(metric).map(({ Dimensions }) => Dimensions)).toEqual(
      checks.map(({ endpoint }) => [
        { Name: 'endpoint', Value: endpoint },
        { Name: 'stage', Value: 'local' },
      ]),
    );
  });

  it('takes a single lost request for no failure, and silence for one, but on a laptop', () => {
    const text = readFileSync(join(import.meta.dirname, '../serverless.yml'), 'utf8');
    expect(text).toMatch(/^ {4}other: .*silence: breaching/m);
    for (const alarm of ofMetric('Available'))
      expect(alarm).toMatchObject({
        ...{ TreatMissingData: 'ignore', EvaluationPeriods: 3, DatapointsToAlarm: 2 },
        ...{ ComparisonOperator: 'LessThanThreshold', Threshold: 1 },
      });
    for (const alarm of ofMetric('Latency'))
      expect(alarm).toMatchObject({ TreatMissingData: 'notBreaching', EvaluationPeriods: 3 });
  });

  it('may find the APIs and do nothing else', () => {
    const { Properties = {} } = template.Resources.CheckEndpointsRole ?? {};
    const actions = JSON.stringify(Properties.Policies).match(/[a-z]+:[A-Z][A-Za-z]+/g);
    expect(new Set(actions)).toEqual(
      new Set(['apigateway:GET', 'logs:CreateLogStream', 'logs:PutLogEvents']),
    );
  });
});
