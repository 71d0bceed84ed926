import type { Integration, IntegrationType } from '../../model/route.ts';

/** What a URI of API Gateway leads to. */
export interface Target {
  service?: string;
  action?: string;
  functionName?: string;
  streams: boolean;
}

const TYPES: Record<string, IntegrationType> = {
  AWS_PROXY: 'lambda-proxy',
  AWS: 'service',
  HTTP_PROXY: 'http-proxy',
  HTTP: 'http',
  MOCK: 'mock',
};

/**
 * @param type `AWS_PROXY`, `aws`, …
 * @returns `undefined` for a type that API Gateway does not have.
 */
export function integrationType(type: string, { service }: Target): IntegrationType | undefined {
  const known = TYPES[type.toUpperCase()];
  if (service !== 'lambda') return known === 'lambda-proxy' ? 'service' : known;
  return known === 'service' ? 'lambda' : known;
}

/** What stands for a value, such as `${AWS::Region}`, holds colons itself. */
const ARN =
  /^arn:(?:\$\{[^}]*\}|[^:])*:apigateway:(?:\$\{[^}]*\}|[^:])*:(?:[^:]+\.)?([a-z0-9-]+):(path|action)\/(.*)$/s;

/** `arn:…:apigateway:<region>:<service>:path|action/<what>`, as far as it is one. */
export function targetOf(uri: string | undefined): Target {
  const [, service, kind, rest = ''] = ARN.exec(uri ?? '') ?? [];
  if (service === undefined) return { streams: false };
  const action = kind === 'action' ? (/^[^/?&]*/.exec(rest)?.[0] ?? rest) : `path /${rest}`;
  if (service !== 'lambda') return { service, action, streams: false };
  const [, arn] = /\/functions\/(.*)\/(?:response-streaming-)?invocations$/s.exec(rest) ?? [];
  return {
    service,
    ...(arn !== undefined && { functionName: functionOf(arn) }),
    streams: rest.endsWith('/response-streaming-invocations'),
  };
}

/** The function's name in an ARN or in what stands for one: `${PlaceOrderLambdaFunction.Arn}`. */
const functionOf = (arn: string): string =>
  /^\$\{([^}.]+)(?:\.Arn)?\}$/.exec(arn)?.[1] ?? /:function:([^/]+)$/.exec(arn)?.[1] ?? arn;

/** What identifies an integration: routes that share it need only one. */
export const integrationKey = ({ type, uri, functionName, service, action }: Integration): string =>
  [type, functionName ?? uri, service, action].join(' ');
