import type { Authorizer } from '../../model/authorizer.ts';
import type { Authorization } from '../../model/route.ts';
import type { Cursor } from '../cursor.ts';
import { readAuthorizer } from '../wire/authorizer.ts';

const X = 'x-amazon-apigateway';

/** What naming a security scheme means for a route. */
export type Scheme = 'api-key' | 'iam' | 'authorizer' | 'none';

export interface Schemes {
  authorizers: Authorizer[];
  schemes: Map<string, Scheme>;
}

/** Security schemes of OpenAPI 3, security definitions of Swagger 2. */
export function readSchemes(at: Cursor): Schemes {
  const authorizers: Authorizer[] = [];
  const schemes = new Map<string, Scheme>();
  const all = [
    ...at.get('components').entries('securitySchemes'),
    ...at.entries('securityDefinitions'),
  ];
  for (const [name, scheme] of all) {
    const extension = scheme.get(`${X}-authorizer`);
    const authType = scheme.text(`${X}-authtype`)?.toLowerCase();
    if (extension.exists) {
      const authorizer = readAuthorizer(extension, name);
      if (authorizer) authorizers.push(authorizer);
      schemes.set(name, 'authorizer');
    } else if (authType === 'awssigv4') schemes.set(name, 'iam');
    else if (isApiKey(scheme)) schemes.set(name, 'api-key');
    // API Gateway ignores a scheme without its extensions.
    else schemes.set(name, 'none');
  }
  return { authorizers, schemes };
}

const isApiKey = (scheme: Cursor): boolean =>
  scheme.text('type') === 'apiKey' && scheme.text('name')?.toLowerCase() === 'x-api-key';

/** What the requirements of an operation come to: API Gateway takes the first authorizer that is named. */
export function readSecurity(
  at: Cursor,
  schemes: Schemes['schemes'],
): { authorization: Authorization; apiKeyRequired: boolean } {
  const named = at.asList().flatMap((requirement) => requirement.entries());
  let authorization: Authorization = { type: 'none' };
  for (const [name, scopes] of named) {
    const scheme = schemes.get(name);
    // SAM writes NONE where nobody is asked who they are.
    if (scheme === undefined && name !== 'NONE')
      scopes.complain(`There is no security scheme "${name}"`);
    if (authorization.type !== 'none') continue;
    if (scheme === 'iam') authorization = { type: 'iam' };
    if (scheme === 'authorizer')
      authorization = {
        type: 'authorizer',
        authorizer: name,
        scopes: scopes.asList().flatMap((each) => each.asText() ?? []),
      };
  }
  return { authorization, apiKeyRequired: named.some(([name]) => schemes.get(name) === 'api-key') };
}
