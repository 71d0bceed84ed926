import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

export type PackagedService = {
  /** Of the service; its stage is `local`. */
  name: string;
  /** Of its folder, by which the cloud knows it. */
  folder: string;
  /** Key in serverless.yml → function name. */
  functions?: Record<string, string>;
  resources: Record<string, unknown>;
  /** File name of each zip → the code in it. */
  code: Record<string, string>;
};

/** Writes the package of a service below `directory`, as `sls package` would; the folder of the service. */
export const writePackage = (
  directory: string,
  { name, folder, functions = {}, resources, code }: PackagedService,
): string => {
  const service = join(directory, folder);
  const output = join(service, '.serverless');
  mkdirSync(output, { recursive: true });
  const write = (file: string, content: string | Uint8Array) =>
    writeFileSync(join(output, file), content);
  const named = Object.entries(functions).map(([key, value]) => [key, { name: value }] as const);
  const state = { service: name, provider: { stage: 'local' } };
  write(
    'serverless-state.json',
    JSON.stringify({ service: { ...state, functions: Object.fromEntries(named) } }),
  );
  write('cloudformation-template-update-stack.json', JSON.stringify({ Resources: resources }));
  // The same bytes every time: a zip that differs replaces its functions.
  for (const [zip, text] of Object.entries(code))
    write(zip, zipSync({ 'index.js': strToU8(text) }, { mtime: '2026-01-01' }));
  return service;
};
