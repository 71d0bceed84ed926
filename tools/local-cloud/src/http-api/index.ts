export { createHttpApiGateway } from './gateway.ts';
export { createLocalIssuer, LOCAL_ISSUER } from './local-issuer.ts';
export type * from './types.ts';
