import type { APIGatewayProxyEvent, APIGatewayProxyEventV2 } from 'aws-lambda';

/** A request as API Gateway hands it over: of an HTTP API (payload format 2.0) or of a REST API (1.0). */
export type ApiEvent = APIGatewayProxyEventV2 | APIGatewayProxyEvent;

type Values = Record<string, string | undefined>;

const isRestApiEvent = (event: ApiEvent): event is APIGatewayProxyEvent => 'httpMethod' in event;

/** An HTTP API joins with a comma what comes twice; a REST API gives the last of it, and all in a second field. */
const joined = (
  values: Values | null,
  all: Record<string, string[] | undefined> | null,
): Values => ({
  ...values,
  ...Object.fromEntries(Object.entries(all ?? {}).map(([name, each]) => [name, each?.join()])),
});

/** HTTP APIs send names in lower case; REST APIs send them as they came. */
const lowerCaseNames = (headers: Values): Values =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** The request with headers and query as an HTTP API would give them, whichever API it came through. */
export function normalised(event: ApiEvent): ApiEvent {
  if (!isRestApiEvent(event)) return { ...event, headers: lowerCaseNames(event.headers ?? {}) };
  return {
    ...event,
    headers: lowerCaseNames(joined(event.headers, event.multiValueHeaders)),
    queryStringParameters: joined(
      event.queryStringParameters,
      event.multiValueQueryStringParameters,
    ),
  };
}
