import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { isAlarmed } from './is-alarmed.ts';

/** What is wrong with the APIs of a stack: rate limit of HTTP APIs, alarm. */
export const apiProblems = (resources: Resources): string[] => [
  ...httpApiProblems(resources),
  ...restApiProblems(resources),
];

const httpApiProblems = (resources: Resources): string[] =>
  resourcesOf(resources, 'AWS::ApiGatewayV2::Api').flatMap(([id]) => {
    const stages = resourcesOf(resources, 'AWS::ApiGatewayV2::Stage').filter(
      ([, { Properties }]) => logicalIdOf(Properties?.ApiId) === id,
    );
    const isLimited = stages.every(
      ([, { Properties }]) =>
        at(Properties, 'DefaultRouteSettings', 'ThrottlingRateLimit') !== undefined,
    );
    return [
      ...(isLimited ? [] : [`${id}: one client can use up the account's request rate`]),
      ...(isAlarmed(resources, id, 'AWS/ApiGateway', '5xx') ? [] : [`${id}: no alarm on 5xx`]),
    ];
  });

/** They are measured by their names. */
const restApiProblems = (resources: Resources): string[] =>
  resourcesOf(resources, 'AWS::ApiGateway::RestApi')
    .filter(
      ([, api]) =>
        !resourcesOf(resources, 'AWS::CloudWatch::Alarm').some(
          ([, { Properties }]) =>
            Properties?.MetricName === '5XXError' &&
            [Properties.Dimensions].flat().some((d) => at(d, 'Value') === api.Properties?.Name),
        ),
    )
    .map(([id]) => `${id}: no alarm on 5XXError`);
