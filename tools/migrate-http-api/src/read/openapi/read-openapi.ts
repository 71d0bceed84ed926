import type { Unread } from '../../model/place.ts';
import { textOf } from '../cursor.ts';
import type { RestApi } from '../../model/rest-api.ts';
import { UnreadableError } from '../unreadable.ts';
import { readDefinition } from './read-definition.ts';

/** A REST API from the file of an export. */
export function readOpenApi(document: Record<string, unknown>, file: string): RestApi {
  const version = document.openapi ?? document.swagger;
  const place = { file, path: '' };
  if (!/^[23]/.test(textOf(version)))
    throw new UnreadableError(
      place,
      `Expected OpenAPI 3 or Swagger 2, not version ${textOf(version)}`,
    );
  const unread: Unread[] = [];
  const { title, stage, ...definition } = readDefinition(document, place, unread);
  if (definition.routes.length > 0 && definition.routes.every(({ integration }) => !integration))
    throw new UnreadableError(
      place,
      'No operation has an integration: export it with the extensions (aws apigateway get-export --parameters extensions=apigateway)',
    );
  return {
    source: 'openapi',
    ...definition,
    name: title ?? file,
    endpointIsDefault: false,
    dualStack: false,
    stages:
      stage === undefined
        ? []
        : [
            {
              name: stage,
              place,
              isCanary: false,
              clientCertificate: false,
              tracing: false,
              methodSettings: [],
            },
          ],
    usagePlans: [],
    domains: [],
    metricUses: [],
    features: [],
    unread,
  };
}
