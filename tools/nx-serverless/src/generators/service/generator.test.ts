import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { readJson, type Tree } from '@nx/devkit';
import { serviceGenerator, type ServiceGeneratorOptions } from './generator.ts';
import schema from './schema.json' with { type: 'json' };

describe('serviceGenerator', () => {
  let tree: Tree;
  beforeEach(() => {
    tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
  });

  const generate = (options: Partial<ServiceGeneratorOptions> = {}) =>
    serviceGenerator(tree, { name: 'stock', kind: 'http', scope: 'shared', ...options });
  const files = () =>
    tree
      .listChanges()
      .map(({ path }) => path)
      .filter((path) => path.startsWith('services/'));

  it('writes an HTTP service', async () => {
    await generate({ name: 'price-list' });

    expect(files()).toMatchInlineSnapshot(`
      [
        "services/price-list/package.json",
        "services/price-list/project.json",
        "services/price-list/src/template.int.test.ts",
        "services/price-list/tsconfig.json",
        "services/price-list/README.md",
        "services/price-list/serverless.yml",
        "services/price-list/smoke/price-list.postman_collection.json",
        "services/price-list/src/config.ts",
        "services/price-list/src/domain/greet.test.ts",
        "services/price-list/src/domain/greet.ts",
        "services/price-list/src/functions/get-greeting/handler.test.ts",
        "services/price-list/src/functions/get-greeting/handler.ts",
      ]
    `);
    expect(tree.read('services/price-list/serverless.yml', 'utf8')).toMatch(
      /^service: acado-price-list\n/,
    );
  });

  it('writes a Postman collection that calls its route', async () => {
    await generate();

    const file = 'services/stock/smoke/stock.postman_collection.json';
    expect(readJson(tree, file)).toMatchObject({
      info: { name: 'stock', schema: expect.stringContaining('/v2.1.0/') },
      item: [
        { request: { method: 'GET', url: { raw: '{{baseUrl}}/greetings/:name' } } },
        { request: { method: 'GET', url: { raw: '{{baseUrl}}/greetings/:name' } } },
      ],
    });
  });

  it('writes a consumer', async () => {
    await generate({ kind: 'consumer' });

    expect(files()).toMatchInlineSnapshot(`
      [
        "services/stock/package.json",
        "services/stock/project.json",
        "services/stock/src/template.int.test.ts",
        "services/stock/tsconfig.json",
        "services/stock/README.md",
        "services/stock/serverless.yml",
        "services/stock/src/config.ts",
        "services/stock/src/domain/order-total.test.ts",
        "services/stock/src/domain/order-total.ts",
        "services/stock/src/domain/report-orders.test.ts",
        "services/stock/src/domain/report-orders.ts",
        "services/stock/src/functions/handle-orders/handler.test.ts",
        "services/stock/src/functions/handle-orders/handler.ts",
      ]
    `);
    expect(tree.read('services/stock/serverless.yml', 'utf8')).toContain('consumer.yml');
  });

  it('tags the project for the import rules', async () => {
    await generate({ scope: 'orders' });

    expect(readJson(tree, 'services/stock/project.json')).toMatchObject({
      name: 'stock',
      tags: ['type:service', 'scope:orders'],
    });
  });

  it('leaves no placeholder behind', async () => {
    await generate({ kind: 'consumer' });

    for (const path of files()) expect(tree.read(path, 'utf8')).not.toMatch(/<%|%>/);
  });

  it('refuses a folder that is taken', async () => {
    tree.write('services/stock/README.md', '');

    await expect(generate()).rejects.toThrow('services/stock is there already');
  });
});

describe('schema.json', () => {
  const { pattern, maxLength } = schema.properties.name;

  it.each(['stock', 'price-list', 'v2-api'])('allows the name %s', (name) => {
    expect(name).toMatch(new RegExp(pattern));
  });

  it.each(['Stock', 'stock_b', '-stock', 'stock-', '../stock', ''])(
    'refuses the name "%s"',
    (name) => {
      expect(name).not.toMatch(new RegExp(pattern));
    },
  );

  it('keeps function names within the 64 characters of Lambda', () => {
    expect(maxLength + 'acado--staging-handleOrders'.length).toBeLessThanOrEqual(64);
  });
});
