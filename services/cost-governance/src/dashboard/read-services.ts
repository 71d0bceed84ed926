import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import * as z from 'zod/mini';

/** A service as far as a dashboard shows it. */
export interface Service {
  /** e.g. `acado-crud-api`. */
  name: string;
  functions: string[];
}

const schema = z.object({ service: z.string(), functions: z.record(z.string(), z.unknown()) });

/** The services below a folder that have functions, by name. */
export const readServices = (folder: string): Service[] =>
  readdirSync(folder)
    .map((name) => join(folder, name, 'serverless.yml'))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const document = parseDocument(readFileSync(file, 'utf8'), { logLevel: 'silent' });
      const { data } = schema.safeParse(document.toJS());
      return data ? [{ name: data.service, functions: Object.keys(data.functions) }] : [];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
