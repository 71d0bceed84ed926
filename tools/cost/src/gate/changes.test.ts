import { yamlSource } from '@acado/serverless-config/source';
import { aFunction, aShape, someResources } from '../estimate/testing/a-service.ts';
import type { ServiceShape } from '../estimate/service-shape.ts';
import { changesBetween } from './changes.ts';

const PROVIDER = 'memorySize: 512\narchitecture: arm64\n';

const side = (shape: ServiceShape, functions: string, provider = PROVIDER) => ({
  shape,
  source: yamlSource(
    (file) =>
      ({
        'services/shop/serverless.yml': `provider: \${file(provider.yml)}\nfunctions:\n${functions}`,
        'services/shop/provider.yml': provider,
      })[file],
    { root: 'services/shop', stage: 'local' },
  ),
});

const withMemory = (MemorySize: number): ServiceShape =>
  aShape({ ...someResources(), StoreLambdaFunction: aFunction({ MemorySize }) });

const memoryChange = { id: 'functions.store.memorySize', name: 'memorySize' };

describe('changesBetween', () => {
  it('names the line that says it', () => {
    const changes = changesBetween(
      side(withMemory(512), '  store:\n    memorySize: 512\n'),
      side(withMemory(1024), '  # Larger.\n  store:\n    memorySize: 1024\n'),
    );

    expect(changes).toEqual([
      {
        ...{ ...memoryChange, before: '512', after: '1024' },
        at: { file: 'services/shop/serverless.yml', line: 5, removed: false },
      },
    ]);
  });

  it('names the included line that all functions share', () => {
    const [change] = changesBetween(
      side(withMemory(512), '  store: { timeout: 3 }\n'),
      side(withMemory(1024), '  store: { timeout: 3 }\n', 'memorySize: 1024\n'),
    );

    expect(change!.at).toEqual({ file: 'services/shop/provider.yml', line: 1, removed: false });
  });

  it('names the line that is gone, not the one that holds instead', () => {
    const [change] = changesBetween(
      side(withMemory(256), '  store:\n    memorySize: 256\n'),
      side(withMemory(512), '  store: {}\n'),
    );

    expect(change!.at).toEqual({ file: 'services/shop/serverless.yml', line: 4, removed: true });
  });

  it('says of a new function that it is new, and of its parts nothing', () => {
    const { PlaceLambdaFunction, HttpApiIntegrationPlace, ...before } = someResources();
    expect([PlaceLambdaFunction, HttpApiIntegrationPlace]).toHaveLength(2);

    expect(
      changesBetween(
        side(aShape(before), '  store: {}\n'),
        side(aShape(), '  store: {}\n  place: {}\n'),
      ),
    ).toEqual([
      {
        ...{ id: 'functions.place.exists', name: 'function', before: undefined, after: 'place' },
        at: { file: 'services/shop/serverless.yml', line: 4, removed: false },
      },
    ]);
  });

  it('finds no line for what a plugin makes', () => {
    const { StoreErrorsAlarm, ...before } = someResources();
    expect(StoreErrorsAlarm).toBeDefined();
    const yaml = '  store: {}\n';

    expect(changesBetween(side(aShape(before), yaml), side(aShape(), yaml))).toEqual([
      {
        ...{ id: 'alarms.StoreErrorsAlarm', name: 'alarm StoreErrorsAlarm' },
        ...{ before: undefined, after: 'standard', at: undefined },
      },
    ]);
  });

  it('finds nothing in comments and layout', () => {
    expect(
      changesBetween(
        side(aShape(), '  store:\n    memorySize: 512\n'),
        side(aShape(), '  # Enough.\n  store: { memorySize: 512 } # MB\n'),
      ),
    ).toEqual([]);
  });
});
