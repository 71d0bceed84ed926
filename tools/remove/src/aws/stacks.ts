import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  paginateListStacks,
  StackStatus,
} from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Stacks } from '../ports.ts';
import { allPages } from './all-pages.ts';

const templateSchema = z.object({
  Resources: z.record(z.string(), z.object({ DeletionPolicy: z.unknown().optional() })).default({}),
});

const STATES = Object.values(StackStatus).filter((state) => state !== 'DELETE_COMPLETE');

/** CloudFormation in a region. */
export function cloudFormation(config: CloudFormationClientConfig): Stacks {
  const client = new CloudFormationClient(config);
  const describe = async (name: string) => {
    const command = new DescribeStacksCommand({ StackName: name });
    return (await client.send(command).catch(ifGone(undefined)))?.Stacks?.[0];
  };
  return {
    list: async (isOurs) => {
      // Describing all at once would take a permission for all stacks of the account.
      const pages = paginateListStacks({ client }, { StackStatusFilter: STATES });
      const names = (await allPages(pages))
        .flatMap((page) => page.StackSummaries ?? [])
        .flatMap(({ StackName, ParentId }) => (StackName && !ParentId ? [StackName] : []))
        .filter(isOurs);
      const found = await Promise.all(names.map((name) => describe(name)));
      return found.flatMap((stack) =>
        stack === undefined
          ? []
          : {
              name: stack.StackName ?? '',
              id: stack.StackId ?? '',
              status: stack.StackStatus ?? '',
              isProtected: stack.EnableTerminationProtection ?? false,
              tags: Object.fromEntries(
                (stack.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']),
              ),
            },
      );
    },
    resourcesOf: async (name) => {
      const pages = paginateListStackResources({ client }, { StackName: name });
      const [resources, { TemplateBody }] = await Promise.all([
        allPages(pages),
        client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' })),
      ]);
      // JSON is YAML, too.
      const template = templateSchema.parse(parse(TemplateBody ?? '{}', { logLevel: 'silent' }));
      return resources
        .flatMap((page) => page.StackResourceSummaries ?? [])
        .filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE')
        .map((resource) => ({
          logicalId: resource.LogicalResourceId ?? '',
          type: resource.ResourceType ?? '',
          physicalId: resource.PhysicalResourceId || undefined,
          status: resource.ResourceStatus ?? '',
          isRetained: /^Retain/.test(
            String(template.Resources[resource.LogicalResourceId ?? '']?.DeletionPolicy),
          ),
        }));
    },
    delete: async (name) => void (await client.send(new DeleteStackCommand({ StackName: name }))),
    statusOf: async (id) => (await describe(id))?.StackStatus,
    eventsOf: async (id) => {
      // The latest hundred: looked at every few seconds, no more come.
      const found = await client
        .send(new DescribeStackEventsCommand({ StackName: id }))
        .catch(ifGone(undefined));
      return (found?.StackEvents ?? []).map((event) => ({
        id: event.EventId ?? '',
        logicalId: event.LogicalResourceId ?? '',
        type: event.ResourceType ?? '',
        status: event.ResourceStatus ?? '',
        reason: event.ResourceStatusReason,
      }));
    },
  };
}

const ifGone =
  <Answer>(answer: Answer) =>
  (error: unknown): Answer => {
    if (error instanceof Error && /does not exist/.test(error.message)) return answer;
    throw error;
  };
