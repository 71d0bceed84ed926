import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';

/** Whether an alarm of the stack watches a metric of the resource. */
export const isAlarmed = (
  resources: Resources,
  logicalId: string,
  namespace: string,
  metricName: string,
): boolean =>
  resourcesOf(resources, 'AWS::CloudWatch::Alarm').some(
    ([, { Properties }]) =>
      Properties?.Namespace === namespace &&
      Properties.MetricName === metricName &&
      [Properties.Dimensions].flat().some((d) => logicalIdOf(at(d, 'Value')) === logicalId),
  );
