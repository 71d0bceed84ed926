import type { HttpHandler } from '@acado/powertools';
import { aContext, anHttpApiEvent, type HttpApiEventOverrides } from '@acado/powertools/testing';

/** The answer of a handler to a request, its JSON body parsed. */
export const call = async (handler: HttpHandler, request: HttpApiEventOverrides = {}) => {
  const answer = await handler(anHttpApiEvent(request), aContext());
  const body: unknown = answer.body ? JSON.parse(answer.body) : undefined;
  return { status: answer.statusCode, headers: answer.headers ?? {}, body };
};

/** The path and its parameter, for `/items/{id}`. */
export const itemPath = (id: string) => ({ path: `/items/${id}`, pathParameters: { id } });
