import * as z from 'zod';
import { createHttpHandler, type HttpHandler } from '../http/create-http-handler.ts';
import { aContext } from './a-context.ts';
import { anHttpApiEvent, type HttpApiEventOverrides } from './an-http-api-event.ts';
import { capturedOutput } from './captured-output.ts';

/** A schema for tests. */
export const item = z.strictObject({
  name: z.string(),
  parts: z.array(z.object({ count: z.int() })).optional(),
});

/** Answers with the body it was sent. */
export const echo = createHttpHandler({
  services: () => ({}),
  body: item,
  handle: ({ body }) => ({ status: 200, body }),
});

/** Fails with the error it was given. */
export const throwing = (error: unknown) =>
  createHttpHandler({
    services: () => ({}),
    handle: () => {
      throw error;
    },
  });

/** Calls an HTTP handler; its JSON answer is parsed and its log lines are caught. */
export async function call(handler: HttpHandler, event: HttpApiEventOverrides) {
  let response: Awaited<ReturnType<HttpHandler>> = {};
  const lines = await capturedOutput(async () => {
    response = await handler(anHttpApiEvent(event), aContext());
  });
  const json = response.body ? (JSON.parse(response.body) as Record<string, unknown>) : {};
  return { statusCode: response.statusCode, headers: response.headers ?? {}, json, lines };
}
