export { createControlApi } from './control/control-api.ts';
export { createApiGateway } from './gateway.ts';
export { createLocalIssuer, LOCAL_ISSUER } from './http/local-issuer.ts';
export type * from './types.ts';
