import { LambdaServiceException, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { FunctionBusy, FunctionNotFound, NotNow, NotPermitted, Refused } from '../domain/errors.ts';

/** Whom a call was about. */
export interface Called {
  /** As IAM names it, without `lambda:`. */
  action: string;
  functionArn: string;
  /** Pattern of the names that the roles allow. */
  tunableFunctions: string;
}

const BUSY = new Set(['ResourceConflictException', 'PreconditionFailedException']);
const STARTING = new Set([
  'EC2ThrottledException',
  'EC2UnexpectedException',
  'EFSMountConnectivityException',
  'EFSMountTimeoutException',
  'ResourceConflictException',
  'ResourceNotReadyException',
  'SnapStartNotReadyException',
  'SubnetIPAddressLimitReachedException',
]);

function common(error: LambdaServiceException, called: Called): Error | undefined {
  const { action, functionArn, tunableFunctions } = called;
  if (error.name === 'ResourceNotFoundException') {
    return new FunctionNotFound(`There is no ${functionArn}: ${error.message}`);
  }
  if (error.name === 'AccessDeniedException' || error.$metadata.httpStatusCode === 403) {
    return new NotPermitted(
      `The tuner may not lambda:${action} ${functionArn}. It may tune functions named ${tunableFunctions}; deploy it with --param="tunableFunctions=…" for others. (${error.message})`,
    );
  }
  return undefined;
}

/** What an error of Lambda's control plane means; others stay as they are. */
export function controlError(error: unknown, called: Called): unknown {
  if (!(error instanceof LambdaServiceException)) return error;
  const known = common(error, called);
  if (known) return known;
  if (error.name === 'ResourceConflictException' && /alias/i.test(error.message)) {
    return new Refused(error.name, error.message);
  }
  if (BUSY.has(error.name)) return new FunctionBusy(`${called.functionArn}: ${error.message}`);
  const isThrottled = error.name === 'TooManyRequestsException' || error.$fault === 'server';
  return isThrottled ? error : new Refused(error.name, error.message);
}

/** What it means that a function could not be invoked. */
export function invokeError(error: unknown, called: Called): unknown {
  if (!(error instanceof LambdaServiceException)) return error;
  const known = common(error, called);
  if (known) return known;
  if (error.name === 'TooManyRequestsException') {
    const reason = error instanceof TooManyRequestsException ? error.Reason : undefined;
    return new NotNow('throttled', `${error.message}${reason ? ` (${reason})` : ''}`);
  }
  if (STARTING.has(error.name)) return new NotNow('starting', `${error.name}: ${error.message}`);
  return error.$fault === 'server' ? error : new Refused(error.name, error.message);
}
