import { type CloudContext } from '../../context.ts';
import { functionArn } from '../function-registry.ts';
import { type Alias } from '../functions/aliases.ts';
import {
  type FunctionContent,
  type FunctionVersion,
  LATEST,
} from '../functions/function-version.ts';
import { type KnownMapping } from '../sqs/event-source-mappings.ts';

/** What a version freezes, in the words of Lambda's API. */
export const describeContent = ({ definition, code }: FunctionContent) => ({
  FunctionName: definition.functionName,
  Runtime: definition.runtime,
  Role: definition.roleArn,
  Handler: definition.handler,
  CodeSize: code.sizeBytes,
  Description: definition.description ?? '',
  Timeout: definition.timeoutS,
  MemorySize: definition.memorySizeMB,
  CodeSha256: code.sha256,
  ...(Object.keys(definition.environment).length > 0 && {
    Environment: { Variables: definition.environment },
  }),
  ...(definition.deadLetterArn && { DeadLetterConfig: { TargetArn: definition.deadLetterArn } }),
  TracingConfig: { Mode: 'PassThrough' },
  PackageType: 'Zip',
  Architectures: [definition.architecture],
  EphemeralStorage: { Size: definition.ephemeralStorageMB },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: { LogFormat: 'Text', LogGroup: definition.logGroupName },
});

/** A FunctionConfiguration as lists show it: without what changes by itself. */
export const listedVersion = (found: FunctionVersion, arn: string) => ({
  ...describeContent(found),
  FunctionArn: arn,
  LastModified: found.lastModified.replace('Z', '+0000'),
  Version: found.version,
  RevisionId: found.revisionId,
});

/** The FunctionConfiguration of Lambda's API. */
export const describeVersion = (
  found: FunctionVersion,
  unqualifiedArn: string,
  qualifier?: string,
) => {
  const suffix = qualifier ?? (found.version === LATEST ? undefined : found.version);
  const { state, lastUpdateStatus } = found;
  return {
    ...listedVersion(found, suffix === undefined ? unqualifiedArn : `${unqualifiedArn}:${suffix}`),
    State: state,
    ...(state === 'Pending' && {
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
    }),
    LastUpdateStatus: lastUpdateStatus,
    ...(lastUpdateStatus === 'InProgress' && {
      LastUpdateStatusReason: 'The function is being created.',
      LastUpdateStatusReasonCode: 'Creating',
    }),
  };
};

export const describeAlias = ({
  arn,
  name,
  functionVersion,
  description,
  weights,
  revisionId,
}: Alias) => ({
  AliasArn: arn,
  Name: name,
  FunctionVersion: functionVersion,
  Description: description,
  ...(Object.keys(weights).length > 0 && {
    RoutingConfig: { AdditionalVersionWeights: weights },
  }),
  RevisionId: revisionId,
});

/** The EventSourceMappingConfiguration of Lambda's API. */
export const describeMapping = (
  mapping: KnownMapping,
  context: Pick<CloudContext, 'region' | 'accountId'>,
) => ({
  UUID: mapping.uuid,
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.maximumBatchingWindowS,
  EventSourceArn: mapping.queueArn,
  FunctionArn: functionArn(context, mapping.functionName),
  State: mapping.state,
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
