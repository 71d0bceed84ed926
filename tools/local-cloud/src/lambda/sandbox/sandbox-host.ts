import { type CloudContext } from '../../context.ts';
import { type Credentials } from '../../iam/types.ts';
import { type CpuGovernor } from '../cpu/governor.ts';
import { type FunctionDefinition } from '../types.ts';
import { type CodePackage } from './package-store.ts';
import { type RuntimeApi } from './runtime-api.ts';
import { type Watchdog } from './watchdog.ts';

/** A function as its environments run it: one configuration and the code that belongs to it. */
export type SandboxFunction = {
  definition: FunctionDefinition;
  /** Of the function, without a version. */
  arn: string;
  /** `$LATEST` or a number. */
  version: string;
  code: CodePackage;
};

/** What all execution environments share. */
export type SandboxHost = {
  context: Pick<CloudContext, 'region' | 'endpoint' | 'writeLogs'>;
  /** The role's session carries the name of the function. */
  credentialsFor: (roleArn: string, functionName: string) => Credentials;
  governor: CpuGovernor;
  runtimeApi: RuntimeApi;
  watchdog: Watchdog;
  nodePath: string;
  tmpDirFor: (environmentId: string) => string;
};
