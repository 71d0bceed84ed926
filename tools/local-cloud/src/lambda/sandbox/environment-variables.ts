import { delimiter, dirname } from 'node:path';
import { type CloudContext } from '../../context.ts';
import { type Credentials } from '../../iam/types.ts';
import { type FunctionDefinition } from '../types.ts';

export type EnvironmentPlace = {
  version: string;
  taskRoot: string;
  /** The environment's own /tmp. */
  tmpDir: string;
  logStreamName: string;
  /** `host:port/path` of its Runtime API. */
  runtimeApi: string;
  /** Where `require` finds what the runtime brings along: the AWS SDK. */
  nodePath: string;
};

/** Everything the process sees: Lambda's reserved variables win over the function's own, the host's are left out. */
export const environmentVariables = (
  definition: FunctionDefinition,
  context: Pick<CloudContext, 'region' | 'endpoint'>,
  credentials: Credentials,
  place: EnvironmentPlace,
): Record<string, string> => ({
  AWS_ENDPOINT_URL: context.endpoint,
  NODE_PATH: place.nodePath,
  ...definition.environment,
  _HANDLER: definition.handler,
  _X_AMZN_TRACE_ID: '',
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_SESSION_TOKEN: credentials.sessionToken,
  AWS_DEFAULT_REGION: context.region,
  AWS_REGION: context.region,
  AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySizeMB),
  AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: place.version,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: definition.logGroupName,
  AWS_LAMBDA_LOG_STREAM_NAME: place.logStreamName,
  AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
  LAMBDA_RUNTIME_DIR: import.meta.dirname,
  LAMBDA_TASK_ROOT: place.taskRoot,
  LANG: 'en_US.UTF-8',
  PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
  TMPDIR: place.tmpDir,
  TZ: ':UTC',
});

/** As Lambda's bootstrap: nine tenths of the memory for old objects, a twentieth for new ones, unless the function says otherwise. */
export const nodeOptions = (definition: FunctionDefinition): string[] => {
  const own = (definition.environment.NODE_OPTIONS ?? '').replaceAll('_', '-');
  if (/max-(semi|old)-space-size/.test(own)) return [];
  return [
    `--max-old-space-size=${Math.floor(definition.memorySizeMB * 0.9)}`,
    `--max-semi-space-size=${Math.max(1, Math.floor(definition.memorySizeMB * 0.05))}`,
  ];
};
