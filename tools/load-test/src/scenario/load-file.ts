import { readFields } from '@acado/command-line';
import { z } from 'zod';
import { MAX_DURATION_MS, parseDuration } from '../options/values.ts';
import type { Expectation, Scenario, ScenarioRequest, Variable } from './scenario.ts';

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const status = z.union([
  z.int().min(100).max(599),
  z.templateLiteral([z.enum(['1', '2', '3', '4', '5']), 'xx']),
]);
const expectSchema = z
  .union([status.transform((one) => [one]), z.array(status).min(1)], {
    error: 'expected a status such as 201, a class such as 2xx, or a list of them',
  })
  .transform((expect): Expectation => expect as Expectation);

const requestFields = {
  name: z.string().min(1).optional(),
  method: z.enum(METHODS).default('GET'),
  path: z.string().regex(/^(\/|\{\{)/, 'expected a path that begins with /, such as /items'),
  headers: z.record(z.string(), text).default({}),
  body: z.unknown().optional(),
  expect: expectSchema.default(['2xx']),
};

const fileSchema = z.strictObject({
  name: z.string().min(1).optional(),
  api: z.enum(['http', 'lambda']).default('http'),
  variables: z
    .record(z.string(), z.union([text, z.array(text).min(1)]))
    .default({})
    .transform((variables): Record<string, Variable> => variables),
  thinkTime: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine(
      (time) => (parseDuration(time) ?? Infinity) <= MAX_DURATION_MS,
      'expected a duration such as 500ms or 2s, at most 24h',
    )
    .default('0'),
  setup: z
    .array(z.strictObject({ ...requestFields, times: z.int().min(1).max(10_000).default(1) }))
    .default([]),
  requests: z
    .array(z.strictObject({ ...requestFields, weight: z.number().min(0).default(1) }))
    .min(1)
    .refine((requests) => requests.some(({ weight }) => weight > 0), 'none has a weight over 0'),
});

type Fields = Omit<z.infer<typeof fileSchema>['requests'][number], 'weight'>;

/**
 * What a file in `services/<service>/load` says.
 *
 * @param file Its path, for messages.
 * @throws {CommandError} naming file and field.
 */
export function readLoadFile(file: string, content: unknown): Scenario {
  const { name, api, variables, thinkTime, setup, requests } = readFields(
    file,
    fileSchema,
    content,
  );
  return {
    ...{ name: name ?? file, file, api, variables, thinkTimeMs: parseDuration(thinkTime) ?? 0 },
    setup: setup.map(({ times, ...fields }, index) => ({
      request: requestOf({ ...fields, weight: 1 }, `${file}: setup[${index}]`),
      times,
    })),
    requests: requests.map((fields, index) => requestOf(fields, `${file}: requests[${index}]`)),
  };
}

function requestOf(fields: Fields & { weight: number }, at: string): ScenarioRequest {
  const { method, path, expect, weight, body } = fields;
  const headers = Object.entries(fields.headers);
  const isText = typeof body === 'string';
  if (body !== undefined && !headers.some(([name]) => name.toLowerCase() === 'content-type'))
    headers.push(['content-type', 'application/json']);
  return {
    ...{ name: fields.name ?? `${method} ${path}`, method, url: path, headers, weight, expect, at },
    body: body === undefined || isText ? body : JSON.stringify(body),
  };
}
