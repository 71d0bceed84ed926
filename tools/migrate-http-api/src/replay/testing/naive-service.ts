import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const WORKSPACE = join(import.meta.dirname, '../../../../..');

const SERVERLESS = `
service: naive
provider:
  name: aws
  runtime: nodejs24.x
functions:
  echo:
    handler: index.handler
    events:
      - http: { method: GET, path: '/items/{id}' }
`;

/** Knows nothing but events of a REST API, and does not say of what type its answer is. */
const HANDLER = `
exports.handler = async (event) => ({
  statusCode: event.httpMethod === 'GET' ? 200 : 405,
  headers: { 'x-path': event.path ?? 'none', 'WWW-Authenticate': 'Basic' },
  multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
  body: JSON.stringify({
    tags: event.multiValueQueryStringParameters?.tag ?? [],
    id: event.pathParameters.id,
    requestId: event.requestContext.requestId,
  }),
});
`;

/** A workspace with one service, \`services/naive\`, that is written for REST APIs alone. */
export function writeNaiveService(root: string): void {
  const folder = join(root, 'services/naive');
  mkdirSync(folder, { recursive: true });
  symlinkSync(join(WORKSPACE, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(folder, 'serverless.yml'), SERVERLESS);
  writeFileSync(join(folder, 'index.js'), HANDLER);
}
