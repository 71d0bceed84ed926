import type { Authorizer } from '../../model/authorizer.ts';
import type { Authorization } from '../../model/route.ts';
import { resolverOf } from '../cloudformation/intrinsics.ts';
import { type Cursor, isUnresolved, textOf } from '../cursor.ts';

const DEFAULT_TTL_SECONDS = 300;
const DEFAULT_SOURCE = 'method.request.header.Authorization';
const USER_POOL = /:cognito-idp:|:userpool\//;

/** `!GetAtt Pool.Arn` is `${Pool.Arn}`. */
const { resolve } = resolverOf({});

interface EventAuthorizer {
  authorization: Authorization;
  authorizer?: Authorizer;
}

/** `authorizer` of an `http` event: `aws_iam`, a function's name, an ARN, or an object. */
export function readEventAuthorizer(
  at: Cursor,
  service: Cursor,
  shared: ReadonlyMap<string, Authorizer>,
): EventAuthorizer {
  if (!at.exists || at.value === '') return { authorization: { type: 'none' } };
  if (typeof at.value === 'string') {
    if (at.value.toUpperCase() === 'AWS_IAM') return { authorization: { type: 'iam' } };
    if (isUnresolved(at.value)) {
      at.expected('an authorizer');
      return { authorization: { type: 'none' } };
    }
    const isArn = at.value.includes(':');
    return made(at, isArn ? { arn: at.value } : { name: at.value }, service);
  }
  const type = at.text('type');
  if (type?.toUpperCase() === 'AWS_IAM') return { authorization: { type: 'iam' } };
  const arn = at.get('arn');
  const ttl = at.number('resultTtlInSeconds');
  const validation = at.text('identityValidationExpression');
  const identitySource = at.text('identitySource');
  const settings = {
    ...(arn.exists && { arn: textOf(resolve(arn.value)) }),
    ...{ name: at.text('name'), type, ttl, identitySource, validation, scopes: at.texts('scopes') },
  };
  const id = at.get('authorizerId');
  at.ignore('managedExternally', 'claims');
  at.finish();
  if (id.exists) return byId(id, settings.scopes, shared);
  return made(at, settings, service);
}

/** One that the service has among its resources; of others nothing is known. */
function byId(
  at: Cursor,
  scopes: string[],
  shared: ReadonlyMap<string, Authorizer>,
): EventAuthorizer {
  const authorizer = textOf(resolve(at.value)).replace(/^\$\{(.*)\}$/, '$1');
  if (!shared.has(authorizer))
    at.complain('The authorizer belongs to another stack: read that one, too');
  return { authorization: { type: 'authorizer', authorizer, scopes } };
}

interface Settings {
  arn?: string | undefined;
  name?: string | undefined;
  type?: string | undefined;
  ttl?: number | undefined;
  identitySource?: string | undefined;
  validation?: string | undefined;
  scopes?: string[];
}

function made(at: Cursor, settings: Settings, service: Cursor): EventAuthorizer {
  const { arn, name, ttl, scopes = [], validation } = settings;
  const stated = settings.type?.toUpperCase();
  const isCognito = stated === 'COGNITO_USER_POOLS' || USER_POOL.test(arn ?? '');
  const type = isCognito ? 'cognito' : stated === 'REQUEST' ? 'request' : 'token';
  const id = name ?? arn?.replace(/^.*[:/]/, '') ?? 'authorizer';
  const functionName = arn === undefined ? name : arn.replace(/^.*:function:/, '');
  const identitySource =
    settings.identitySource ?? (type === 'request' && ttl === 0 ? '' : DEFAULT_SOURCE);
  const seconds = arn === undefined && name !== undefined ? timeoutOf(service, name) : undefined;
  const authorizer: Authorizer = {
    ...{ id, name: id, place: at.place, type, ttlSeconds: ttl ?? DEFAULT_TTL_SECONDS },
    identitySources: identitySource
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
    ...(!isCognito && functionName !== undefined && { functionName }),
    ...(seconds !== undefined && { functionTimeoutSeconds: seconds }),
    ...(validation !== undefined && { validation }),
    userPools: isCognito && arn !== undefined ? [arn] : [],
  };
  return { authorization: { type: 'authorizer', authorizer: id, scopes }, authorizer };
}

/** The framework's default is 6 s. */
const timeoutOf = (service: Cursor, name: string): number =>
  service.get('functions').get(name).number('timeout') ??
  service.get('provider').number('timeout') ??
  6;
