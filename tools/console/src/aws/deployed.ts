import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, paginateListQueues } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { Deployed } from '../model/types.ts';
import type { Outputs } from '../outputs.ts';
import type { Clients } from './clients.ts';

/** The last part of an ARN or of a queue's URL. */
export const nameIn = (address: string): string => address.split(/[:/]/).at(-1) ?? address;

const redriveSchema = z.object({ deadLetterTargetArn: z.string() });

/** Asks the control planes of the cloud what there is. */
export async function readDeployed(
  clients: Clients,
  { region, services }: Outputs,
): Promise<Deployed> {
  const [functions, mappings, rules, queues, tables, buckets] = await Promise.all([
    functionsOf(clients),
    mappingsOf(clients),
    rulesOf(clients),
    queuesOf(clients),
    clients.documents.send(new ListTablesCommand({})),
    clients.s3.send(new ListBucketsCommand({})),
  ]);
  return {
    ...{ region, services, functions, mappings, rules, queues },
    tables: tables.TableNames ?? [],
    buckets: (buckets.Buckets ?? []).flatMap(({ Name }) => Name ?? []),
  };
}

async function functionsOf({ lambda: client }: Clients): Promise<Deployed['functions']> {
  const found: Deployed['functions'] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    for (const { FunctionName: name = '', MemorySize = 128, Architectures } of Functions)
      found.push({ name, memoryMb: MemorySize, architecture: Architectures?.[0] ?? 'x86_64' });
  return found;
}

async function mappingsOf({ lambda: client }: Clients): Promise<Deployed['mappings']> {
  const found: Deployed['mappings'] = [];
  for await (const page of paginateListEventSourceMappings({ client }, {}))
    for (const { EventSourceArn, FunctionArn } of page.EventSourceMappings ?? [])
      if (EventSourceArn?.includes(':sqs:') && FunctionArn !== undefined)
        found.push({
          queue: nameIn(EventSourceArn),
          functionName: FunctionArn.split(':')[6] ?? FunctionArn,
        });
  return found;
}

async function rulesOf({ events }: Clients): Promise<Deployed['rules']> {
  const { EventBuses = [] } = await events.send(new ListEventBusesCommand({}));
  const found = EventBuses.map(async ({ Name: bus = '' }) => {
    const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: bus }));
    const ofBus = Rules.map(async ({ Name: name = '' }) => {
      const { Targets = [] } = await events.send(
        new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus }),
      );
      return Targets.filter(({ Arn }) => Arn?.includes(':sqs:')).map(
        ({ Arn = '', DeadLetterConfig }) => ({
          ...{ bus, name, queue: nameIn(Arn) },
          ...(DeadLetterConfig?.Arn && { deadLetterQueue: nameIn(DeadLetterConfig.Arn) }),
        }),
      );
    });
    return (await Promise.all(ofBus)).flat();
  });
  return (await Promise.all(found)).flat();
}

async function queuesOf({ sqs: client }: Clients): Promise<Deployed['queues']> {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { MaxResults: 1000 }))
    urls.push(...QueueUrls);
  return Promise.all(
    urls.map(async (url) => {
      const { Attributes } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
      );
      const policy = Attributes?.RedrivePolicy;
      if (policy === undefined) return { name: nameIn(url), url };
      const { deadLetterTargetArn } = redriveSchema.parse(JSON.parse(policy));
      return { name: nameIn(url), url, deadLetterQueue: nameIn(deadLetterTargetArn) };
    }),
  );
}
