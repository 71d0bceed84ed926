import { type z } from 'zod';
import { type ApiDefinition, type ApiGateway } from '../../api-gateway/types.ts';
import { type PortBook } from '../../ports.ts';
import { defineResource, type ResourceHandler, type ResourcePlace } from '../handler.ts';
import { shortId } from '../names.ts';

type Entry<P> = { properties: P; place: ResourcePlace; changed: boolean };

/** An API is made of many resources: they are gathered here and put into service together. */
export type ApiParts<P> = {
  put(apiId: string, properties: P, place: ResourcePlace): void;
  remove(apiId: string): Promise<void>;
  touch(apiId: string): void;
  /** Where clients reach the API. */
  urlOf(apiId: string, place: ResourcePlace): Promise<string>;
  /** A resource that only matters as a part of its API; `attribute` is its id. */
  part<S extends z.ZodType>(options: {
    type: string;
    properties: S;
    parts: Map<string, z.output<S>>;
    apiOf: (value: z.output<S>) => string;
    attribute: string;
    onPut?: (value: z.output<S>, place: ResourcePlace) => void;
  }): ResourceHandler;
  /** Puts the APIs into service whose parts have changed. */
  commit(definitionOf: (apiId: string, properties: P) => ApiDefinition): Promise<void>;
};

export const createApiParts = <P>(gateway: ApiGateway, ports: PortBook): ApiParts<P> => {
  const apis = new Map<string, Entry<P>>();

  const touch = (apiId: string): void => {
    const api = apis.get(apiId);
    if (api) api.changed = true;
  };

  const portOf = (apiId: string, { stack }: ResourcePlace): Promise<number> =>
    ports.reserve(apiId, stack.service);

  return {
    put: (apiId, properties, place) => void apis.set(apiId, { properties, place, changed: true }),
    remove: async (apiId) => {
      apis.delete(apiId);
      await gateway.removeApi(apiId);
    },
    touch,
    urlOf: async (apiId, place) => `http://127.0.0.1:${await portOf(apiId, place)}`,
    part: ({ type, properties, parts, apiOf, attribute, onPut }) =>
      defineResource({
        type,
        properties,
        put: (value, place) => {
          const physicalId = shortId(place);
          parts.set(physicalId, value);
          touch(apiOf(value));
          onPut?.(value, place);
          return { physicalId, attributes: { [attribute]: physicalId } };
        },
        remove: (physicalId) => {
          const value = parts.get(physicalId);
          parts.delete(physicalId);
          if (value !== undefined) touch(apiOf(value));
        },
      }),
    commit: async (definitionOf) => {
      for (const [apiId, entry] of apis) {
        if (!entry.changed) continue;
        const port = await portOf(apiId, entry.place);
        await gateway.putApi(definitionOf(apiId, entry.properties), port);
        entry.changed = false;
      }
    },
  };
};

/** The name of the function in a URI of API Gateway: the function's ARN, or a path around it. */
export const functionOfUri = (uri: string): string | undefined =>
  /arn:[^:/]+:lambda:[^/]*:function:([^:/]+)/.exec(uri)?.[1];
