import type { EndpointType } from './rest-api.ts';
import type { Place } from './place.ts';

/** A custom domain name in front of an API. */
export interface Domain {
  name: string;
  place: Place;
  endpointTypes: EndpointType[];
  mutualTls: boolean;
  /** TLS version or policy. */
  securityPolicy?: string;
  /** Rules choose the API by a request's headers. */
  routesByHeader: boolean;
  /** Paths below the domain that lead to the API; `''` is the domain itself. */
  basePaths: string[];
}
