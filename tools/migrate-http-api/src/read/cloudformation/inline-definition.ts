import type { Unread } from '../../model/place.ts';
import type { Definition } from '../openapi/read-definition.ts';
import { readDefinition } from '../openapi/read-definition.ts';
import type { Resource } from './resources.ts';

/** The OpenAPI definition in an API's `Body`. */
export function definitionOf(api: Resource, unread: Unread[]): Definition | undefined {
  const body = api.properties.get('Body');
  const elsewhere = api.properties.get('BodyS3Location');
  if (elsewhere.exists)
    elsewhere.complain('The definition is on S3: give its file to this tool as well');
  return body.exists ? readDefinition(body.value, body.place, unread) : undefined;
}
