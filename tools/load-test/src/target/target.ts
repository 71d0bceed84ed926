import type { LambdaClientConfig } from '@aws-sdk/client-lambda';
import type { TargetFacts } from '../report/load-result.ts';

/** Where a load goes. */
export interface Target extends TargetFacts {
  /** What clients of AWS's APIs are made with; a URL alone has none. */
  aws?: AwsAccess | undefined;
  close: () => Promise<void>;
}

export interface AwsAccess {
  config: Pick<LambdaClientConfig, 'credentials'> & {
    region: string;
    /** Of a local cloud, or what `AWS_ENDPOINT_URL` says. */
    endpoint?: string | undefined;
  };
  /** The function's name by its key. */
  nameOf: (key: string) => string;
}
