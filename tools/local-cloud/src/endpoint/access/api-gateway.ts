import { type AccessOf } from './access.ts';

/**
 * API Gateway authorises by method and path, which is the resource: `apigateway:GET` of `…::/restapis/a1b2c3`. That of
 * HTTP APIs leaves the version of the API out: `…::/apis`.
 */
export const apiGatewayAccess: AccessOf = ({ method, path }, { region }) => [
  {
    action: `apigateway:${method}`,
    resource: `arn:aws:apigateway:${region}::${path.replace(/^\/v2\//, '/')}`,
  },
];
