import type { LambdaClientConfig } from '@aws-sdk/client-lambda';
import type { TargetFacts } from '../report/load-result.ts';

/** Where a load goes. */
export interface Target extends TargetFacts {
  /** What clients of AWS's APIs are made with; a URL alone has none. */
  aws?: AwsAccess | undefined;
  close: () => Promise<void>;
}

export interface AwsAccess {
  config: LambdaClientConfig & { region: string };
  /** The function's name by its key. */
  nameOf: (key: string) => string;
}
