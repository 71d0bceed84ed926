import { z } from 'zod';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const keyValue = z.object({
  key: z.string(),
  value: text.catch(''),
  disabled: z.boolean().catch(false),
});
const list = z
  .array(keyValue)
  .catch([])
  .transform((all) => all.filter(({ disabled }) => !disabled));

const requestSchema = z.union([
  z.string().transform((url) => ({
    method: 'GET',
    url: { raw: url, variable: [] },
    header: [],
    body: null,
  })),
  z.object({
    method: z.string().default('GET'),
    url: z.union([
      z.string().transform((raw) => ({ raw, variable: [] })),
      z.object({ raw: z.string(), variable: list.default([]) }),
    ]),
    header: list.default([]),
    body: z
      .object({
        mode: z.string(),
        raw: z.string().default(''),
        urlencoded: list.default([]),
        options: z
          .object({ raw: z.object({ language: z.string() }) })
          .optional()
          .catch(undefined),
      })
      .nullish(),
  }),
]);

export type PostmanRequest = z.infer<typeof requestSchema>;

/** A request, or a folder of them. */
export interface Item {
  name: string;
  event: { listen: string }[];
  request?: PostmanRequest | undefined;
  item?: Item[] | undefined;
}

const itemSchema: z.ZodType<Item> = z.lazy(() =>
  z
    .object({
      name: z.string().default(''),
      event: z.array(z.object({ listen: z.string() })).catch([]),
      request: requestSchema.optional(),
      item: z.array(itemSchema).optional(),
    })
    .refine(({ request, item }) => request !== undefined || item !== undefined, {
      error: 'is neither a request nor a folder',
    }),
);

/** A collection of Postman's format 2.0 or 2.1. */
export const collectionSchema = z.object({
  info: z.object({ schema: z.string().regex(/collection/) }),
  item: z.array(itemSchema).min(1),
  auth: z.object({ type: z.string() }).nullish(),
  variable: list.default([]),
});
