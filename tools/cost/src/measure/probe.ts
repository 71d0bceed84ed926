import type { Stack, UsageSnapshot } from '@acado/local-cloud';
import type { PackagedService } from '../estimate/template.ts';

const SERVICE = 'cost-probe';
const EVENT_BRIDGE = 'events.amazonaws.com';

const queueName = (bus: string): string => `${SERVICE}-${bus}`;

/**
 * A stack that counts the entries of every bus of the services: PutEvents is metered by calls and chunks, and what a
 * rule's match rate is a share of is entries.
 *
 * @returns No stack when there is no bus.
 */
export function probe(services: readonly PackagedService[]): { stacks: Stack[]; buses: string[] } {
  const buses = [...new Set(services.flatMap(busesOf))];
  if (buses.length === 0) return { stacks: [], buses };
  const Resources = Object.fromEntries(
    buses.flatMap((bus, index) => [
      [`Queue${index}`, resource('AWS::SQS::Queue', { QueueName: queueName(bus) })],
      [
        `Rule${index}`,
        resource('AWS::Events::Rule', {
          Name: queueName(bus),
          EventBusName: bus,
          EventPattern: { source: [{ prefix: '' }] },
          Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] } }],
        }),
      ],
      [
        `Policy${index}`,
        resource('AWS::SQS::QueuePolicy', {
          Queues: [{ Ref: `Queue${index}` }],
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: EVENT_BRIDGE },
                Action: 'sqs:SendMessage',
                Resource: { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] },
              },
            ],
          },
        }),
      ],
    ]),
  );
  const stack: Stack = {
    service: SERVICE,
    stackName: SERVICE,
    template: { Parameters: {}, Mappings: {}, Conditions: {}, Resources, Outputs: {} },
    parameters: {},
    functions: {},
    artifact: () => {
      throw new Error('The probe has no code');
    },
  };
  return { stacks: [stack], buses };
}

const resource = (Type: string, Properties: Record<string, unknown>) => ({ Type, Properties });

const busesOf = ({ template }: PackagedService): string[] =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Type === 'AWS::Events::EventBus' && typeof Properties['Name'] === 'string'
      ? [Properties['Name']]
      : [],
  );

/** Entries that each bus took. */
export const entriesOf = (usage: UsageSnapshot, buses: readonly string[]): Map<string, number> =>
  new Map(
    buses.map((bus) => [
      bus,
      usage.calls
        .filter(
          ({ service, caller, resource: queue }) =>
            service === 'sqs' && caller === EVENT_BRIDGE && queue === queueName(bus),
        )
        .reduce((sum, { requests, failed }) => sum + requests - failed, 0),
    ]),
  );
