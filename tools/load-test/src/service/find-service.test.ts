import { globSync } from 'node:fs';
import { mixOf } from '../scenario/mix.ts';
import { readScenario } from '../scenario/read-scenario.ts';
import { ROOT } from '../workspace.ts';
import { findScenario, findService } from './find-service.ts';
import { functionBehind } from './routes.ts';

describe('findService', () => {
  it('finds a service by its name or its folder, with what it needs', () => {
    const service = findService(ROOT, 'crud-api');
    expect(findService(ROOT, 'services/crud-api/')).toEqual(service);
    expect(service).toMatchObject({ prefix: 'acado-crud-api', together: ['services/crud-api'] });
    expect(findService(ROOT, 'worker-b').together).toContain('services/ingest-a');
  });

  it('names those that there are', () => {
    expect(() => findService(ROOT, 'shop')).toThrow(/no service "shop"; there are .*crud-api/);
  });
});

describe('findScenario', () => {
  const service = findService(ROOT, 'crud-api');

  it('finds files by name, and takes paths as they are', () => {
    expect(findScenario(ROOT, service, undefined)).toBe('services/crud-api/load/default.yml');
    expect(findScenario(ROOT, service, 'invoke')).toBe('services/crud-api/load/invoke.yml');
    expect(findScenario(ROOT, service, './a/b.json')).toBe('./a/b.json');
  });

  it('names those that there are', () => {
    expect(() => findScenario(ROOT, service, 'nope')).toThrow(
      /has no scenario "nope" \(it has default\.yml, invoke\.yml\)/,
    );
  });
});

describe.each(globSync('services/*/load/*', { cwd: ROOT }))('%s', (file) => {
  it('can be sent, and every request of it has a function that answers', () => {
    const service = findService(ROOT, file.split('/')[1]!);
    const scenario = readScenario({ root: ROOT, file, variables: {}, weights: {} });
    const variables = { ...scenario.variables, stage: 'local' };
    const next = mixOf({ ...scenario, variables }, 'http://127.0.0.1:4666');
    expect(next().wire.path).toMatch(/^\//);
    for (const request of scenario.requests)
      expect(service.functions).toContain(functionBehind(service.routes, request));
  });
});
