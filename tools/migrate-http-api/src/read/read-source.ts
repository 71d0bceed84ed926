import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import type { RestApi } from '../model/rest-api.ts';
import { readTemplate } from './cloudformation/read-template.ts';
import { readOpenApi } from './openapi/read-openapi.ts';
import { parseFile } from './parse-file.ts';
import { readServerless } from './serverless/read-serverless.ts';
import { UnreadableError } from './unreadable.ts';

/**
 * REST APIs of a file, or of the service in a folder.
 *
 * @param options `stage`: for which a `serverless.yml` is read.
 * @throws {CommandError} naming the file that is no description of an API.
 */
export function readSource(path: string, { stage }: { stage: string }): RestApi[] {
  if (!existsSync(path)) throw new CommandError(`There is no ${path}`);
  const file = statSync(path).isDirectory() ? join(path, 'serverless.yml') : path;
  if (!existsSync(file)) throw new CommandError(`There is no ${file}`);
  const content = parseFile(readFileSync(file, 'utf8'), file);
  if ('openapi' in content || 'swagger' in content) return [readOpenApi(content, file)];
  if ('Resources' in content) return readTemplate(content, file);
  if ('functions' in content || 'provider' in content)
    return readServerless(content, file, { stage });
  throw new UnreadableError(
    { file, path: '' },
    'Expected an OpenAPI or Swagger export, a CloudFormation template or a serverless.yml',
  );
}
