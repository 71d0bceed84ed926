import { resolve } from 'node:path';
import { z } from 'zod';
import { httpServices } from '../run/services.ts';
import { readCollection, stepsOf } from './collection-file.ts';
import { uncovered } from './coverage.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** What our collections use of Postman's schema v2.1, and nothing that it does not know. */
const property = z.strictObject({ key: z.string(), value: z.string() });
const auth = z.union([
  z.strictObject({ type: z.literal('noauth') }),
  z.strictObject({
    type: z.literal('bearer'),
    bearer: z.array(property.extend({ type: z.literal('string') })),
  }),
  z.strictObject({
    type: z.literal('awsv4'),
    awsv4: z.array(property.extend({ type: z.literal('string') })),
  }),
]);
const event = z.strictObject({
  listen: z.enum(['prerequest', 'test']),
  script: z.strictObject({ type: z.literal('text/javascript'), exec: z.array(z.string()) }),
});
const request = z.strictObject({
  auth: auth.optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  header: z.array(property),
  body: z
    .strictObject({
      mode: z.literal('raw'),
      raw: z.string(),
      options: z.strictObject({ raw: z.strictObject({ language: z.string() }) }).optional(),
    })
    .optional(),
  url: z.strictObject({
    raw: z.string(),
    host: z.array(z.string()),
    path: z.array(z.string()),
    query: z.array(property).optional(),
    variable: z.array(property).optional(),
  }),
});
const test = z.strictObject({ name: z.string(), event: z.array(event), request });
const folder = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  item: z.array(test),
});
const postmanSchema = z.strictObject({
  info: z.strictObject({
    name: z.string(),
    description: z.string(),
    schema: z.literal('https://schema.getpostman.com/json/collection/v2.1.0/collection.json'),
  }),
  auth,
  variable: z.array(property.extend({ description: z.string() })),
  item: z.array(z.union([test, folder])),
});

describe.each(httpServices(root).map((service) => [service.name, service] as const))(
  'the collection of %s',
  (name, { routes }) => {
    const collection = readCollection(root, name);

    it('calls every route of serverless.yml', () => {
      expect(uncovered(routes, stepsOf(collection.item))).toEqual([]);
    });

    it('is in the format v2.1 of Postman', () => {
      const { error } = postmanSchema.safeParse(collection);
      expect(error && z.prettifyError(error)).toBeUndefined();
    });

    it('asserts something of every answer, and names every variable that it uses', () => {
      const text = JSON.stringify(collection.item);
      const declared = collection.variable.map(({ key }) => key);
      const used = [...text.matchAll(/\{\{([^$}]+)\}\}/g)].map(([, variable]) => variable);
      expect(declared).toEqual(expect.arrayContaining(used));
      const tests = text.match(/"listen":"test"/g) ?? [];
      expect(tests).toHaveLength(stepsOf(collection.item).length);
    });

    it('has names of its own for every request', () => {
      const names = stepsOf(collection.item).map((step) => step.name);
      expect(names).toEqual([...new Set(names)]);
    });
  },
);
