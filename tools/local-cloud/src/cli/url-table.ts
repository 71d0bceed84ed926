import { type Outputs } from '../outputs.ts';
import { type Stack } from '../template/schema.ts';
import { table } from './console.ts';

const KINDS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'table',
  'AWS::SQS::Queue': 'queue',
  'AWS::S3::Bucket': 'bucket',
  'AWS::Events::EventBus': 'bus',
  'AWS::StepFunctions::StateMachine': 'state machine',
};

/** Tables, queues, buckets, buses and state machines of a stack, without dead-letter queues and the framework's own bucket. */
const mainResources = ({ template }: Stack, resources: Record<string, string>): string =>
  Object.entries(resources)
    .filter(([logicalId]) => !/DeadLetter|^ServerlessDeployment/.test(logicalId))
    .flatMap(([logicalId, physicalId]) => {
      const kind = KINDS[template.Resources[logicalId]?.Type ?? ''];
      return kind === undefined ? [] : [`${kind} ${physicalId.split(/[/:]/).at(-1)}`];
    })
    .join(', ');

/** One table of everything that can be called. */
export const urlTable = ({ awsEndpoint, services, console }: Outputs, stacks: Stack[]): string =>
  table([
    ['SERVICE', 'API', 'RESOURCES'],
    ...stacks
      .toSorted((left, right) => left.service.localeCompare(right.service))
      .map((stack) => {
        const { httpApi = '-', resources = {} } = services[stack.service] ?? {};
        return [stack.service, httpApi, mainResources(stack, resources) || '-'];
      }),
    ['(AWS)', awsEndpoint, ''],
    ...(console === undefined ? [] : [['(console)', console, '']]),
  ]);
