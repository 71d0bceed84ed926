import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { isAlarmed } from './is-alarmed.ts';

/** What is wrong with the HTTP APIs of a stack: rate limit, alarm. */
export const apiProblems = (resources: Resources): string[] =>
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
