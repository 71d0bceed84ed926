import { z } from 'zod';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const keyValue = z.object({
  key: z.string(),
  value: text.catch(''),
  disabled: z.boolean().catch(false),
});

/** Of an authorization: format 2.0 has an object in place of the list. */
const valuesSchema = z
  .union([
    z.array(keyValue),
    z
      .record(z.string(), text)
      .transform((values) => Object.entries(values).map(([key, value]) => ({ key, value }))),
  ])
  .catch([]);

/** Of a request, a folder or the collection: those within have it unless they have their own. */
const authSchema = z
  .object({
    type: z.string(),
    bearer: valuesSchema,
    apikey: valuesSchema,
  })
  .nullish();

const parts = z.union([z.string().transform((part) => [part]), z.array(z.string())]);
const urlSchema = z.union([
  z.string(),
  z.object({ raw: z.string(), variable: z.array(keyValue).catch([]) }),
  // As generators write it, in parts alone.
  z
    .object({
      protocol: z.string().optional(),
      host: parts,
      port: text.optional(),
      path: parts.default([]),
      query: z.array(keyValue).catch([]),
      variable: z.array(keyValue).catch([]),
    })
    .transform(({ protocol, host, port, path, query, variable }) => {
      const search = query
        .filter(({ disabled }) => !disabled)
        .map(({ key, value }) => `${key}=${value}`)
        .join('&');
      const origin = `${protocol ? `${protocol}://` : ''}${host.join('.')}${port ? `:${port}` : ''}`;
      const at = path.join('/').replace(/^\//, '');
      return { raw: `${origin}/${at}${search && `?${search}`}`, variable };
    }),
]);

/** A list, or the lines of a text. */
const headerSchema = z
  .union([
    z.array(keyValue),
    z.string().transform((lines) =>
      [...lines.matchAll(/^([^:\r\n]+):[ \t]*(.*?)\r?$/gm)].map(([, key = '', value = '']) => ({
        ...{ key, value, disabled: false },
      })),
    ),
  ])
  .catch([]);

const bodySchema = z
  .object({
    mode: z.string().optional(),
    raw: z.string().optional(),
    urlencoded: z.array(keyValue).catch([]),
    graphql: z
      .object({ query: z.string().default(''), variables: z.string().default('') })
      .optional()
      .catch(undefined),
    options: z
      .object({ raw: z.object({ language: z.string() }) })
      .optional()
      .catch(undefined),
    disabled: z.boolean().optional(),
  })
  .nullish();

const requestSchema = z.union([
  z
    .string()
    .transform((url) => ({ method: 'GET', url, header: [], auth: undefined, body: undefined })),
  z.object({
    method: z.string().default('GET'),
    url: urlSchema,
    header: headerSchema,
    auth: authSchema,
    body: bodySchema,
  }),
]);

export type Auth = z.infer<typeof authSchema>;
export type PostmanRequest = z.infer<typeof requestSchema>;

const eventSchema = z.object({
  listen: z.string(),
  script: z.object({
    exec: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('\n'))]),
  }),
});

/** A request, or a folder of them. */
export interface Item {
  name: string;
  auth?: Auth;
  /** Its scripts. */
  event: z.infer<typeof eventSchema>[];
  request?: PostmanRequest | undefined;
  item?: Item[] | undefined;
}

const itemSchema: z.ZodType<Item> = z.lazy(() =>
  z
    .object({
      name: z.string().default(''),
      auth: authSchema,
      event: z.array(eventSchema).catch([]),
      request: requestSchema.optional(),
      item: z.array(itemSchema).optional(),
    })
    .refine(({ request, item }) => request !== undefined || item !== undefined, {
      error: 'is neither a request nor a folder',
    }),
);

/** A collection of Postman's format 2.0 or 2.1, as far as a load needs it. */
export const collectionSchema = z.object({
  info: z.object({ name: z.string().default('collection'), schema: z.string() }),
  item: z.array(itemSchema).min(1),
  auth: authSchema,
  variable: z.array(keyValue).catch([]),
});
