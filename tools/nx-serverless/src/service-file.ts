import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { type Route, routesOf } from './routes.ts';

/** What Nx has to know of a `serverless.yml`. Paths are relative to the workspace root, with `/`. */
export interface ServiceFile {
  /** Folder of the `serverless.yml`. */
  root: string;
  /** The `service:` name, the prefix of its stack and of its physical resource names. */
  name: string;
  /** Keys of its functions; none when they are included from another file. */
  functions: string[];
  /** What it answers over HTTP: its `httpApi` and `http` events. */
  routes: Route[];
  /** Its plugins: names of packages, or paths that start with a dot. */
  plugins: string[];
  /** Files it includes by `${file(…)}` or as a local plugin, in turn too; a variable in a path becomes `*`. */
  includes: string[];
  /** Environment variables read by `${env:…}`, here or in an included file. */
  environment: string[];
  /** It reads values from AWS or from git while packaging, so the same files may give another package. */
  readsOutside: boolean;
  /** Every string value of it and of the files it includes. */
  values: string[];
}

const serviceSchema = z.object(
  {
    service: z.string({ error: 'names no service (service: <name>)' }).min(1),
    plugins: z
      .union([z.array(z.string()), z.object({ modules: z.array(z.string()) })])
      .transform((plugins) => (Array.isArray(plugins) ? plugins : plugins.modules))
      .catch([]),
    functions: z.record(z.string(), z.unknown()).catch({}),
  },
  { error: 'is no service: expected a mapping with `service: <name>`' },
);

/**
 * Reads a `serverless.yml` and, in turn, the YAML files it includes.
 *
 * @param workspaceRoot absolute path of the workspace
 * @param file path of the `serverless.yml`, relative to the workspace
 * @throws Error that names the file and the line, when it is no YAML or no service
 * @example
 * readServiceFile('/home/me/shop', 'services/crud-api/serverless.yml').name; // 'acado-crud-api'
 */
export function readServiceFile(workspaceRoot: string, file: string): ServiceFile {
  const root = posix.dirname(file);
  const document = readYaml(workspaceRoot, file);
  const parsed = serviceSchema.safeParse(document.content);
  if (!parsed.success) throw new Error(`${file}: ${parsed.error.issues[0]!.message}`);

  const values = [...document.values];
  const includes = new Set(
    parsed.data.plugins.filter(isLocal).map((path) => posix.join(root, path)),
  );
  for (let index = 0; index < values.length; index += 1) {
    for (const include of includedFiles(root, values[index]!)) {
      if (includes.has(include)) continue;
      includes.add(include);
      // Not followed: a path with a variable in it, known at packaging time only, and a missing file, for which the
      // framework takes the variable's fallback or reports it.
      if (/\.ya?ml$/.test(include) && existsSync(join(workspaceRoot, include)))
        values.push(...readYaml(workspaceRoot, include).values);
    }
  }

  return {
    root,
    name: parsed.data.service,
    functions: Object.keys(parsed.data.functions),
    routes: routesOf(parsed.data.functions),
    plugins: parsed.data.plugins,
    includes: [...includes].sort(),
    environment: matches(values, /\$\{env:([A-Za-z_]\w*)/g),
    readsOutside: values.some((value) =>
      /\$\{(?:aws:accountId|cf[:(]|s3[:(]|ssm[:(]|git:)/.test(value),
    ),
    values,
  };
}

function readYaml(workspaceRoot: string, file: string) {
  const document = parseDocument(readFileSync(join(workspaceRoot, file), 'utf8'), {
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) throw new Error(`${file}: ${error.message}`);
  const values: string[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === 'string') values.push(node.value);
    },
  });
  return { content: document.toJS() as unknown, values };
}

/** The framework resolves every path against the folder of the `serverless.yml`, in included files too. */
function includedFiles(root: string, value: string): string[] {
  return [...value.matchAll(/\$\{file\(((?:\$\{[^}]*\}|[^)])+)\)/g)].map(([, path]) =>
    posix.join(root, path!.trim().replace(/\$\{[^}]*\}/g, '*')),
  );
}

function isLocal(plugin: string): boolean {
  return plugin.startsWith('.');
}

function matches(values: string[], pattern: RegExp): string[] {
  const found = values.flatMap((value) => [...value.matchAll(pattern)].map(([, name]) => name!));
  return [...new Set(found)].sort();
}
