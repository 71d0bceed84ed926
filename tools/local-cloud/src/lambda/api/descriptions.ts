import { type CloudContext } from '../../context.ts';
import { functionArn, type RegisteredFunction } from '../function-registry.ts';
import { type EventSourceMapping } from '../types.ts';

/** The FunctionConfiguration of Lambda's API. */
export const describeFunction = ({
  definition,
  arn,
  code,
  lastModified,
  revisionId,
}: RegisteredFunction) => ({
  FunctionName: definition.functionName,
  FunctionArn: arn,
  Runtime: definition.runtime,
  Role: definition.roleArn,
  Handler: definition.handler,
  CodeSize: code.sizeBytes,
  Description: definition.description ?? '',
  Timeout: definition.timeoutS,
  MemorySize: definition.memorySizeMB,
  LastModified: lastModified.replace('Z', '+0000'),
  CodeSha256: code.sha256,
  Version: '$LATEST',
  ...(Object.keys(definition.environment).length > 0 && {
    Environment: { Variables: definition.environment },
  }),
  ...(definition.deadLetterArn && { DeadLetterConfig: { TargetArn: definition.deadLetterArn } }),
  TracingConfig: { Mode: 'PassThrough' },
  RevisionId: revisionId,
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  Architectures: [definition.architecture],
  EphemeralStorage: { Size: definition.ephemeralStorageMB },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: { LogFormat: 'Text', LogGroup: definition.logGroupName },
});

/** The EventSourceMappingConfiguration of Lambda's API. */
export const describeMapping = (
  mapping: EventSourceMapping,
  context: Pick<CloudContext, 'region' | 'accountId'>,
) => ({
  UUID: mapping.uuid,
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowS,
  EventSourceArn: mapping.queueArn,
  FunctionArn: functionArn(context, mapping.functionName),
  State: mapping.enabled ? 'Enabled' : 'Disabled',
  StateTransitionReason: 'USER_INITIATED',
  FunctionResponseTypes: mapping.reportBatchItemFailures ? ['ReportBatchItemFailures'] : [],
  ...(mapping.filterPatterns.length > 0 && {
    FilterCriteria: {
      Filters: mapping.filterPatterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })),
    },
  }),
  ...(mapping.maximumConcurrency !== undefined && {
    ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency },
  }),
});
