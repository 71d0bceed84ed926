import * as z from 'zod';
import { alarmsOf } from './alarm-shapes.ts';
import type { FunctionShape, ServiceShape } from './service-shape.ts';
import { type PackagedService, referencesOf, type Template } from './template.ts';
import { ofType, parseProperties } from './template-resources.ts';
import { apisOf, triggersOf } from './trigger-shapes.ts';

const functionSchema = z.object({
  FunctionName: z.string(),
  MemorySize: z.int().default(128),
  Architectures: z.tuple([z.enum(['x86_64', 'arm64'])]).default(['x86_64']),
  EphemeralStorage: z.object({ Size: z.int() }).default({ Size: 512 }),
});

const aliasSchema = z.object({
  FunctionName: z.unknown(),
  ProvisionedConcurrencyConfig: z.object({ ProvisionedConcurrentExecutions: z.int() }).optional(),
});

/** Types that cost nothing by themselves, or whose cost is measured at the function that uses them. */
const PRICED =
  /^AWS::(Lambda::(Function|Permission|EventSourceMapping|EventInvokeConfig|Version|Alias)|IAM::|Logs::LogGroup|ApiGateway(V2)?::|SQS::|Events::|SNS::|S3::|DynamoDB::Table|CloudWatch::(Composite)?Alarm)/;

/**
 * Reads from a compiled template what costs money.
 *
 * @throws {CommandError} naming the resource that is not what it should be, or that has no price.
 */
export function shapeOf({ name, stage, template }: PackagedService): ServiceShape {
  return {
    name,
    stage,
    apis: apisOf(template),
    functions: functionsOf(template, `${name}-${stage}-`),
    alarms: alarmsOf(template),
    tables: ofType(template, 'AWS::DynamoDB::Table').map(([logicalId, { Properties }]) => ({
      logicalId,
      billingMode: z.string().catch('PROVISIONED').parse(Properties['BillingMode']),
    })),
    unpriced: Object.entries(template.Resources).flatMap(([logicalId, { Type }]) =>
      PRICED.test(Type) ? [] : [{ logicalId, type: Type }],
    ),
  };
}

/** @param prefix What the framework begins every function's name with. */
function functionsOf(template: Template, prefix: string): FunctionShape[] {
  const triggers = triggersOf(template);
  return ofType(template, 'AWS::Lambda::Function').map((resource) => {
    const [logicalId] = resource;
    const properties = parseProperties(functionSchema, resource);
    return {
      key: keyOf(logicalId, properties.FunctionName, prefix),
      logicalId,
      name: properties.FunctionName,
      memoryMb: properties.MemorySize,
      architecture: properties.Architectures[0],
      ephemeralStorageMb: properties.EphemeralStorage.Size,
      provisionedConcurrency: provisionedConcurrencyOf(template, logicalId),
      logRetentionDays: retentionOf(template, properties.FunctionName),
      trigger: triggers.get(logicalId) ?? { type: 'other' },
    };
  });
}

/**
 * The key ends the framework's name of a function: `acado-worker-b-local-storeOrders`. Only a name of its own leaves the
 * logical id to read it from, where `getDashboard` and `get-board` are the same.
 */
function keyOf(logicalId: string, functionName: string, prefix: string): string {
  if (functionName.startsWith(prefix)) return functionName.slice(prefix.length);
  const name = logicalId.replace(/LambdaFunction$/, '');
  return (name.charAt(0).toLowerCase() + name.slice(1))
    .replaceAll('Dash', '-')
    .replaceAll('Underscore', '_');
}

function provisionedConcurrencyOf(template: Template, functionId: string): number {
  return ['AWS::Lambda::Alias', 'AWS::Lambda::Version']
    .flatMap((type) => ofType(template, type))
    .map((resource) => parseProperties(aliasSchema, resource))
    .filter(({ FunctionName }) => referencesOf(FunctionName).includes(functionId))
    .reduce(
      (sum, { ProvisionedConcurrencyConfig }) =>
        sum + (ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0),
      0,
    );
}

function retentionOf(template: Template, functionName: string): number | undefined {
  const group = ofType(template, 'AWS::Logs::LogGroup').find(
    ([, { Properties }]) => Properties['LogGroupName'] === `/aws/lambda/${functionName}`,
  );
  return z.int().optional().catch(undefined).parse(group?.[1].Properties['RetentionInDays']);
}
