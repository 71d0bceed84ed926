import { z } from 'zod';
import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type EngineCaller } from '../engines/call.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { flag, integer, noEffect, TAGS_REASON } from './properties.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.string() }));
const projection = z.strictObject({
  ProjectionType: z.string().optional(),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const throughput = z.strictObject({ ReadCapacityUnits: integer, WriteCapacityUnits: integer });
const index = { IndexName: z.string(), KeySchema: keySchema, Projection: projection };

const tableProperties = z.strictObject({
  TableName: z.string().optional(),
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.string() }),
  ),
  KeySchema: keySchema,
  BillingMode: z.string().default('PROVISIONED'),
  ProvisionedThroughput: throughput.optional(),
  GlobalSecondaryIndexes: z
    .array(
      z.strictObject({
        ...index,
        ProvisionedThroughput: throughput.optional(),
        OnDemandThroughput: noEffect('capacity is not limited'),
      }),
    )
    .optional(),
  LocalSecondaryIndexes: z.array(z.strictObject(index)).optional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string().optional(), Enabled: flag })
    .optional(),
  OnDemandThroughput: noEffect('capacity is not limited'),
  WarmThroughput: noEffect('capacity is not limited'),
  TableClass: noEffect('a matter of price'),
  PointInTimeRecoverySpecification: noEffect('there are no backups'),
  SSESpecification: noEffect('tables are not encrypted'),
  DeletionProtectionEnabled: noEffect('tables are only discarded by --fresh'),
  ContributorInsightsSpecification: noEffect('access is not measured'),
  Tags: noEffect(TAGS_REASON),
});

/** What can't change in a table that exists. */
const shapeOf = (table: Record<string, unknown>): string => {
  const byName = (left: object, right: object): number =>
    JSON.stringify(left).localeCompare(JSON.stringify(right));
  const indexes = (name: string) =>
    ((table[name] ?? []) as Record<string, unknown>[])
      .map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }))
      .sort(byName);
  return JSON.stringify([
    table.KeySchema,
    [...((table.AttributeDefinitions ?? []) as object[])].sort(byName),
    indexes('GlobalSecondaryIndexes'),
    indexes('LocalSecondaryIndexes'),
  ]);
};

export const dynamoDbHandlers = (
  { region, accountId, report }: CloudContext,
  dynamoDb: EngineCaller,
): ResourceHandler[] => {
  const call = (operation: string, parameters: object) =>
    dynamoDb.json(`DynamoDB_20120810.${operation}`, parameters);

  const existing = async (TableName: string): Promise<Record<string, unknown> | undefined> => {
    try {
      const { Table } = await call('DescribeTable', { TableName });
      return Table as Record<string, unknown>;
    } catch (error) {
      if (error instanceof AwsError && error.code === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  };

  return [
    defineResource({
      type: 'AWS::DynamoDB::Table',
      properties: tableProperties,
      put: async (properties, place) => {
        const {
          TableName = physicalName(place, 255),
          TimeToLiveSpecification,
          AttributeDefinitions,
          KeySchema,
          BillingMode,
          ProvisionedThroughput,
          GlobalSecondaryIndexes,
          LocalSecondaryIndexes,
        } = properties;
        const table = {
          TableName,
          AttributeDefinitions,
          KeySchema,
          BillingMode,
          ...(BillingMode === 'PROVISIONED' && { ProvisionedThroughput }),
          ...(GlobalSecondaryIndexes && {
            GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(
              ({ OnDemandThroughput: _throughput, ...rest }) => rest,
            ),
          }),
          ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
        };
        const before = await existing(TableName);
        if (!before) await call('CreateTable', table);
        else if (shapeOf(before) !== shapeOf(table))
          report(
            'warn',
            place.stack.stackName,
            `${place.logicalId}: the table ${TableName} exists with other keys or indexes and keeps them; --fresh creates it anew`,
          );
        if (TimeToLiveSpecification)
          await call('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
        return {
          physicalId: TableName,
          attributes: { Arn: `arn:aws:dynamodb:${region}:${accountId}:table/${TableName}` },
        };
      },
    }),
  ];
};
