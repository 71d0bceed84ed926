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

/**
 * Resources of a route that leads to a URL: the framework has no event for it.
 *
 * @param taken Logical ids that others have: `/a/b` and `/a-b` would share one.
 */
export function proxyResources(route: Route, taken: readonly string[]): Record<string, unknown> {
  const plain = routeKey(route).replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string = '') =>
    next.toUpperCase(),
  );
  const ids = [plain, ...taken.map((_, index) => `${plain}${index + 2}`)];
  const id = ids.find((each) => !taken.includes(`${each}Route`))!;
  const uri = httpPath(route.integration?.uri ?? '');
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'HttpApi' },
        IntegrationType: 'HTTP_PROXY',
        IntegrationMethod: route.integration?.method ?? route.method,
        IntegrationUri: uri,
        PayloadFormatVersion: '1.0',
        ...(route.integration?.timeoutMs !== undefined && {
          TimeoutInMillis: route.integration.timeoutMs,
        }),
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
