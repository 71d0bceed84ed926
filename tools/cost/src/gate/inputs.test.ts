import { yamlSource } from '@acado/serverless-config/source';
import { aShape, someResources } from '../estimate/testing/a-service.ts';
import { changesBetween } from './changes.ts';

/** With `0` or `1` for what changes. */
const serverlessYml = (value: number) => `provider:
  architecture: ${value}
functions:
  store:
    ephemeralStorageSize: ${value}
    events:
      - sqs:
          batchSize: ${value}
          maximumBatchingWindow: ${value}
          functionResponseType: ${value}
resources:
  Resources:
    Queue:
      Properties:
        RedrivePolicy: { maxReceiveCount: ${value} }
    Rule:
      Properties:
        EventPattern: { source: [${value}] }
`;

const deadLetterTargetArn = { Ref: 'DeadLetters' };

describe('inputsOf', () => {
  it.each([
    ['architecture', 2, 'StoreLambdaFunction', { Architectures: ['x86_64'] }],
    ['ephemeralStorageSize', 5, 'StoreLambdaFunction', { EphemeralStorage: { Size: 1024 } }],
    ['batchSize', 8, 'Mapping', { BatchSize: 1 }],
    ['maximumBatchingWindow', 9, 'Mapping', { MaximumBatchingWindowInSeconds: 5 }],
    ['functionResponseType', 10, 'Mapping', { FunctionResponseTypes: [] }],
    [
      'maxReceiveCount',
      15,
      'Queue',
      { RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 9 } },
    ],
    ['EventPattern', 18, 'Rule', { EventPattern: { source: ['all'] } }],
    ['alarm StoreErrorsAlarm', 4, 'StoreErrorsAlarm', { Period: 10 }],
  ])('says where %s is written: line %d', (name, line, logicalId, properties) => {
    const side = (value: number, resources: ReturnType<typeof someResources>) => ({
      shape: aShape(resources),
      source: yamlSource(() => serverlessYml(value), { root: 'services/shop', stage: 'local' }),
    });
    const resources = someResources();
    const { [logicalId]: resource } = resources;
    const Properties = { ...resource!.Properties, ...properties };

    expect(
      changesBetween(
        side(0, resources),
        side(1, { ...resources, [logicalId]: { ...resource!, Properties } }),
      ),
    ).toEqual([
      expect.objectContaining({
        name,
        at: { file: 'services/shop/serverless.yml', line, removed: false },
      }),
    ]);
  });
});
