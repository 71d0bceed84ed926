import type { FeatureUse } from '../../model/rest-api.ts';
import type { Resources } from './resources.ts';

/** Developer portals that a template has: an HTTP API can't be offered in one. */
export const portalsOf = (resources: Resources): FeatureUse[] =>
  resources
    .ofType('AWS::ApiGatewayV2::Portal', 'AWS::ApiGatewayV2::PortalProduct')
    .map(({ properties }) => ({ feature: 'developer-portal' as const, place: properties.place }));
