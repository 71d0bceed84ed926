import type { WireRequest } from '../engine/connection.ts';

/** Which statuses are as expected: `200`, or a class such as `2xx`. */
export type Expectation = readonly (number | `${1 | 2 | 3 | 4 | 5}xx`)[];

/** A request as it stands in a file; its texts may have placeholders in double braces. */
export interface ScenarioRequest {
  name: string;
  method: WireRequest['method'];
  /** A path, or a URL that begins with `{{baseUrl}}`. */
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: string | undefined;
  /** How often it comes beside the others; 0: never. */
  weight: number;
  expect: Expectation;
  /** Where it stands, for messages: `load/default.yml: requests[2]`. */
  at: string;
}

/** A value, or several of which each use takes one at random. */
export type Variable = string | readonly string[];

/** What is requested. */
export interface Scenario {
  name: string;
  /** Path of its file. */
  file: string;
  /** Whom it talks to: the service's API, or Lambda's. */
  api: 'http' | 'lambda';
  variables: Readonly<Record<string, Variable>>;
  /** Of a user in a closed model, between an answer and the next request, unless the command line says otherwise. */
  thinkTimeMs: number;
  /** Sent once before, each so many times. */
  setup: readonly { request: ScenarioRequest; times: number }[];
  requests: readonly ScenarioRequest[];
}

export const isExpected = (expect: Expectation, status: number): boolean =>
  expect.some((one) => one === status || one === `${Math.floor(status / 100)}xx`);

/** The same scenario, with a token in the requests that bring no authorization. */
export function withToken(scenario: Scenario, token: string | undefined): Scenario {
  if (token === undefined) return scenario;
  const add = (request: ScenarioRequest): ScenarioRequest => {
    if (request.headers.some(([name]) => name.toLowerCase() === 'authorization')) return request;
    return { ...request, headers: [...request.headers, ['authorization', 'Bearer {{token}}']] };
  };
  return {
    ...scenario,
    variables: { ...scenario.variables, token },
    setup: scenario.setup.map(({ request, times }) => ({ request: add(request), times })),
    requests: scenario.requests.map(add),
  };
}
