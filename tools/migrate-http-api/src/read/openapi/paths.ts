import type { Unread } from '../../model/place.ts';
import { type Route, routeKey, type Validation } from '../../model/route.ts';
import { Cursor } from '../cursor.ts';
import { readIntegration } from '../wire/integration.ts';
import { readSecurity, type Schemes } from './schemes.ts';

const X = 'x-amazon-apigateway';
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const ANY = `${X}-any-method`;

type Validators = Map<string, Validation>;

/** The operations of a definition. */
export function readPaths(at: Cursor, schemes: Schemes['schemes'], unread: Unread[]): Route[] {
  const validators = readValidators(at);
  const defaultValidator = at.text(`${X}-request-validator`);
  const security = at.get('security');
  return at.entries('paths').flatMap(([path, item]) =>
    item.entries().flatMap(([name, operation]): Route[] => {
      if (name === 'trace') operation.complain('API Gateway has no method TRACE');
      else if (name !== ANY && name.startsWith('x-amazon-'))
        operation.complain(`This tool does not know "${name}"`);
      if (name !== ANY && !METHODS.includes(name)) return [];
      const method = name === ANY ? 'ANY' : name.toUpperCase();
      const own: Unread[] = [];
      const within = new Cursor(operation.value, operation.place, own);
      const route = readOperation(within, {
        method,
        path,
        schemes,
        security,
        validators,
        defaultValidator,
      });
      unread.push(...own.map((each) => ({ ...each, route: routeKey(route) })));
      return [route];
    }),
  );
}

interface Context {
  method: string;
  path: string;
  schemes: Schemes['schemes'];
  /** Of the whole definition. */
  security: Cursor;
  validators: Validators;
  defaultValidator: string | undefined;
}

function readOperation(at: Cursor, context: Context): Route {
  const { method, path, schemes, validators, defaultValidator } = context;
  const integrationAt = at.get(`${X}-integration`);
  const integration = integrationAt.exists ? readIntegration(integrationAt) : undefined;
  if (!integrationAt.exists) at.complain('It has no integration');
  const ownSecurity = at.get('security');
  const { authorization, apiKeyRequired } = readSecurity(
    ownSecurity.exists ? ownSecurity : context.security,
    schemes,
  );
  const auth = at.get(`${X}-auth`).text('type')?.toUpperCase();
  if (auth !== undefined && auth !== 'NONE' && auth !== 'AWS_IAM')
    at.get(`${X}-auth`).get('type').expected('NONE or AWS_IAM');
  const name = at.text(`${X}-request-validator`) ?? defaultValidator;
  const validation = name === undefined ? undefined : validators.get(name);
  if (name !== undefined && !validation) at.complain(`There is no request validator "${name}"`);
  at.ignore(...at.keys().filter((key) => !key.startsWith('x-amazon-')));
  at.finish();
  return {
    ...{ method, path, place: at.place, apiKeyRequired, cors: false },
    authorization: auth === 'AWS_IAM' ? { type: 'iam' } : authorization,
    ...(validation && (validation.body || validation.parameters) && { validation }),
    ...(integration && { integration }),
    isPreflight:
      method === 'OPTIONS' && integration?.type === 'mock' && integration.cors !== undefined,
  };
}

const readValidators = (at: Cursor): Validators =>
  new Map(
    at.entries(`${X}-request-validators`).map(([name, validator]) => {
      const body = validator.flag('validateRequestBody');
      const parameters = validator.flag('validateRequestParameters');
      validator.finish();
      return [name, { body, parameters, place: validator.place }];
    }),
  );
