import type { Unread } from '../../model/place.ts';
import type { Route } from '../../model/route.ts';
import { readMethod, type Validators } from '../wire/method.ts';
import type { Resource, Resources } from './resources.ts';

/** The methods of an API, with the paths of their resources. */
export function routesOf(api: Resource, resources: Resources, unread: Unread[]): Route[] {
  const parts = new Map(
    resources.of(api, 'AWS::ApiGateway::Resource').map(({ ref, properties }) => {
      const part = {
        parent: properties.text('ParentId') ?? '',
        name: properties.text('PathPart') ?? '',
      };
      properties.ignore('RestApiId');
      properties.finish();
      return [ref, part];
    }),
  );
  const root = `${api.ref.slice(0, -1)}.RootResourceId}`;
  const pathOf = (id: string, below: readonly string[] = []): string | undefined => {
    if (id === root) return '';
    const part = parts.get(id);
    if (!part || below.includes(id)) return undefined;
    const parent = pathOf(part.parent, [...below, id]);
    return parent === undefined ? undefined : `${parent}/${part.name}`;
  };

  const validators = validatorsOf(api, resources);
  return resources.of(api, 'AWS::ApiGateway::Method').map(({ properties }) => {
    const resourceId = properties.text('ResourceId') ?? '';
    const found = pathOf(resourceId);
    if (found === undefined)
      properties.complain(`The path of resource ${resourceId} is not in this template`);
    const path = found === undefined ? `/${resourceId}` : found || '/';
    return readMethod(properties.value, properties.place, { path, validators, unread });
  });
}

const validatorsOf = (api: Resource, resources: Resources): Validators =>
  new Map(
    resources.of(api, 'AWS::ApiGateway::RequestValidator').map(({ ref, properties }) => {
      const body = properties.flag('ValidateRequestBody');
      const parameters = properties.flag('ValidateRequestParameters');
      properties.ignore('Name', 'RestApiId');
      properties.finish();
      return [ref, { body, parameters, place: properties.place }];
    }),
  );
