import type { Place, Unread } from '../../model/place.ts';
import { type Authorization, type Route, routeKey, type Validation } from '../../model/route.ts';
import { Cursor } from '../cursor.ts';
import { readIntegration } from './integration.ts';

/** What a request validator checks, by its id. */
export type Validators = ReadonlyMap<string, Validation>;

/** What a method refers to, and who is told of what is not understood. */
export interface MethodContext {
  path: string;
  validators: Validators;
  unread: Unread[];
}

/** Of a method in CloudFormation or in an answer of API Gateway. */
export function readMethod(value: unknown, place: Place, context: MethodContext): Route {
  const unread: Unread[] = [];
  const at = new Cursor(value, place, unread);
  const method = (at.text('httpMethod') ?? 'ANY').toUpperCase();
  at.ignore('methodResponses', 'operationName', 'requestModels', 'requestParameters');
  at.ignore('resourceId', 'restApiId');
  const integrationAt = at.get('integration', 'methodIntegration');
  const integration = integrationAt.exists ? readIntegration(integrationAt) : undefined;
  if (!integrationAt.exists) at.complain('It has no integration');
  const validation = readValidation(at, context.validators);
  const route: Route = {
    ...{ method, path: context.path, place },
    authorization: readAuthorization(at),
    apiKeyRequired: at.flag('apiKeyRequired'),
    ...(validation && { validation }),
    ...(integration && { integration }),
    cors: false,
    isPreflight:
      method === 'OPTIONS' && integration?.type === 'mock' && integration.cors !== undefined,
  };
  at.finish();
  context.unread.push(...unread.map((each) => ({ ...each, route: routeKey(route) })));
  return route;
}

function readAuthorization(at: Cursor): Authorization {
  const type = at.text('authorizationType') ?? 'NONE';
  const authorizer = at.text('authorizerId');
  const scopes = at.texts('authorizationScopes');
  switch (type) {
    case 'NONE':
      return { type: 'none' };
    case 'AWS_IAM':
      return { type: 'iam' };
    case 'CUSTOM':
    case 'COGNITO_USER_POOLS':
      if (authorizer === undefined) at.complain(`${type} without an authorizer`);
      return { type: 'authorizer', authorizer: authorizer ?? '', scopes };
    default:
      at.get('authorizationType').expected('NONE, AWS_IAM, CUSTOM or COGNITO_USER_POOLS');
      return { type: 'none' };
  }
}

function readValidation(at: Cursor, validators: Validators): Validation | undefined {
  const id = at.text('requestValidatorId');
  if (id === undefined || id === '') return undefined;
  const found = validators.get(id);
  // One that is defined elsewhere checks something, or it would not be there.
  return found ?? { body: true, parameters: true, place: at.get('requestValidatorId').place };
}

/** Marks the routes whose path has a preflight route beside them. */
export function withCors(routes: readonly Route[]): Route[] {
  const paths = new Set(routes.filter(({ isPreflight }) => isPreflight).map(({ path }) => path));
  const settingsOf = (path: string) =>
    routes.find((route) => route.isPreflight && route.path === path)?.integration?.cors;
  return routes.map((route) => {
    const corsSettings = route.corsSettings ?? settingsOf(route.path);
    return {
      ...route,
      cors: route.cors || paths.has(route.path),
      ...(corsSettings && { corsSettings }),
    };
  });
}
