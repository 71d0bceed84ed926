import { functionArn } from '../function-registry.ts';
import { LATEST } from '../functions/function-version.ts';
import { type AsyncInvokeConfig } from '../types.ts';
import { json } from './answers.ts';
import { type FunctionOperation } from './operation.ts';

const destination = (arn: string | undefined) => (arn === undefined ? {} : { Destination: arn });

/** The FunctionEventInvokeConfig of Lambda's API. */
const describeConfig = (config: AsyncInvokeConfig, arn: string) => ({
  FunctionArn: `${arn}:${LATEST}`,
  MaximumRetryAttempts: config.maximumRetryAttempts,
  MaximumEventAgeInSeconds: config.maximumEventAgeS,
  DestinationConfig: {
    OnSuccess: destination(config.onSuccessArn),
    OnFailure: destination(config.onFailureArn),
  },
});

/** What happens to asynchronous events of a function; a function without such settings has none. */
export const listAsyncConfigs: FunctionOperation = (services, _request, { functionName }) => {
  const { functions, async, context } = services;
  functions.get(functionName); // or ResourceNotFoundException
  const config = async.config(functionName);
  const arn = functionArn(context, functionName);
  return json(200, { FunctionEventInvokeConfigs: config ? [describeConfig(config, arn)] : [] });
};
