import { type Route, routeKey } from '../model/route.ts';

/** Variables of HTTP APIs are letters, digits and underscores. */
export const httpPath = (path: string): string =>
  path.replace(
    /(?<!\$)\{([^}+]*)(\+?)\}/g,
    (_, name: string, greedy: string) => `{${name.replace(/\W/g, '_')}${greedy}}`,
  );

/** `authorizer` of an `httpApi` event. */
export function eventAuthorizer({ authorization }: Route, nameOf: (id: string) => string): unknown {
  switch (authorization.type) {
    case 'none':
      return undefined;
    case 'iam':
      return { type: 'aws_iam' };
    case 'authorizer': {
      const { authorizer, scopes } = authorization;
      const name = nameOf(authorizer);
      return scopes.length > 0 ? { name, scopes } : { name };
    }
  }
}

/** An `httpApi` event. */
export function eventOf(route: Route, nameOf: (id: string) => string): Record<string, unknown> {
  const authorizer = eventAuthorizer(route, nameOf);
  return {
    method: route.method,
    path: httpPath(route.path),
    ...(authorizer !== undefined && { authorizer }),
  };
}

/** Resources of a route that leads to a URL: the framework has no event for it. */
export function proxyResources(route: Route): Record<string, unknown> {
  const id = routeKey(route).replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = '') =>
    next.toUpperCase(),
  );
  const uri = httpPath(route.integration?.uri ?? '');
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'HttpApi' },
        IntegrationType: 'HTTP_PROXY',
        IntegrationMethod: route.method,
        IntegrationUri: uri,
        PayloadFormatVersion: '1.0',
      },
    },
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'HttpApi' },
        RouteKey: `${route.method} ${httpPath(route.path)}`,
        Target: { 'Fn::Sub': `integrations/\${${id}Integration}` },
        ...(route.authorization.type === 'iam' && { AuthorizationType: 'AWS_IAM' }),
      },
    },
  };
}
