import { join } from 'node:path';
import { aFolder } from '../testing/a-folder.ts';
import { packagedFunctions } from './packaged-functions.ts';

const run = (name: string, finishedAt: string) =>
  JSON.stringify({ functionName: name, finishedAt });

describe('packagedFunctions', () => {
  const { root, remove } = aFolder({
    'nx.json': '{}',
    'services/shop/src/order.ts': 'export const handler = createHttpHandler({',
    'services/shop/.serverless/order.zip': '12345',
    'services/shop/.esbuild/send.zip': '123',
    'reports/history/2026-01-02T00-00-00Z-shop-order/result.json': run(
      'acado-shop-local-order',
      '2026-01-02T00:00:09Z',
    ),
    'reports/history/2026-03-04T00-00-00Z-shop-order/result.json': run(
      'acado-shop-local-order',
      '2026-03-04T00:00:09Z',
    ),
    'reports/history/2026-05-06T00-00-00Z-web-shop-order/result.json': run(
      'acado-web-shop-local-order',
      '2026-05-06T00:00:09Z',
    ),
    'reports/history/2026-07-08T00-00-00Z-shop-order/result.json': '{ "another": "report" }',
    'reports/history/2026-09-10T00-00-00Z-shop-order/summary.md': 'stopped',
  });
  afterAll(remove);
  const functions = packagedFunctions(join(root, 'services/shop'), {
    // Of another stage than the one it was measured at.
    order: { name: 'acado-shop-pr-12-order', handler: 'src/order.handler' },
    send: {
      name: 'acado-shop-dev-send',
      handler: 'src/send.handler',
      package: { artifact: '.esbuild/send.zip' },
    },
  });

  it('tells what can be known beside a template', () => {
    expect(functions.get('acado-shop-pr-12-order')).toEqual({
      key: 'order',
      source: 'export const handler = createHttpHandler({',
      bundleBytes: 5,
      tunedOn: '2026-03-04',
    });
  });

  it('tells less where there is less', () => {
    expect(functions.get('acado-shop-dev-send')).toEqual({
      key: 'send',
      source: undefined,
      bundleBytes: 3,
      tunedOn: undefined,
    });
  });
});
