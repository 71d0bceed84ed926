import type { Stack } from '@acado/local-cloud';
import type { Configuration } from './record/schemas.ts';
import * as z from 'zod';

type Change = Configuration['changes'][number];

const functionProperties = z.looseObject({
  FunctionName: z.string(),
  Architectures: z.tuple([z.enum(['x86_64', 'arm64'])]).default(['x86_64']),
  MemorySize: z.int(),
});
const mappingProperties = z.looseObject({
  FunctionName: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
  BatchSize: z.int().default(10),
  MaximumBatchingWindowInSeconds: z.int().default(0),
  ScalingConfig: z.looseObject({ MaximumConcurrency: z.int().optional() }).optional(),
});

const nameOf = (template: Stack['template'], logicalId: string): string =>
  functionProperties.parse(template.Resources[logicalId]?.Properties).FunctionName;

/** The name of the function that an event source mapping invokes. */
export const readerOf = (template: Stack['template'], mapping: unknown): string =>
  nameOf(template, mappingProperties.parse(mapping).FunctionName['Fn::GetAtt'][0]);

/** What the templates say about the figures of a run. */
export function configurationOf(
  stacks: readonly { packaged: Stack; deployed: Stack }[],
): Configuration {
  const functions: Configuration['functions'] = [];
  const queues: Configuration['queues'] = [];
  const changes: Change[] = [];
  let alarms = 0;
  for (const { packaged, deployed } of stacks) {
    const { service, template } = deployed;
    for (const { Type, Properties } of Object.values(template.Resources)) {
      if (Type === 'AWS::CloudWatch::Alarm') alarms += 1;
      if (Type === 'AWS::Lambda::Function') {
        const { FunctionName, Architectures, MemorySize } = functionProperties.parse(Properties);
        const [architecture] = Architectures;
        functions.push({ service, name: FunctionName, architecture, memoryMb: MemorySize });
      }
      if (Type === 'AWS::Lambda::EventSourceMapping') {
        const mapping = mappingProperties.parse(Properties);
        const maximumConcurrency = mapping.ScalingConfig?.MaximumConcurrency;
        queues.push({
          service,
          functionName: readerOf(template, Properties),
          batchSize: mapping.BatchSize,
          windowSeconds: mapping.MaximumBatchingWindowInSeconds,
          ...(maximumConcurrency !== undefined && { maximumConcurrency }),
        });
      }
    }
    const from = packaged.template.Resources;
    changes.push(...changesBetween(service, '', from, template.Resources));
  }
  const services = stacks.map(({ deployed }) => deployed.service);
  return { services, functions, queues, alarms, changes };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place where two values differ; a resource that is new or gone is one place. */
function changesBetween(service: string, path: string, from: unknown, to: unknown): Change[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  if (!isRecord(from) || !isRecord(to)) {
    const isResource = !path.includes('.');
    const shown = (value: unknown) => (isResource && isRecord(value) ? value.Type : value);
    return [{ service, path, from: shown(from), to: shown(to) }];
  }
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
    changesBetween(service, path === '' ? key : `${path}.${key}`, from[key], to[key]),
  );
}
