import { LambdaServiceException, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { controlError, invokeError } from './lambda-errors.ts';

const called = {
  action: 'PublishVersion',
  functionArn: 'arn:aws:lambda:us-east-1:1:function:shop',
  tunableFunctions: 'acado-*',
};
const anError = (name: string, $fault: 'client' | 'server' = 'client', httpStatusCode = 400) =>
  new LambdaServiceException({ name, $fault, message: 'why', $metadata: { httpStatusCode } });

describe('controlError', () => {
  it.each([
    [anError('ResourceNotFoundException', 'client', 404), 'FunctionNotFound'],
    [anError('AccessDeniedException', 'client', 403), 'NotPermitted'],
    [anError('ResourceConflictException', 'client', 409), 'FunctionBusy'],
    [anError('PreconditionFailedException', 'client', 412), 'FunctionBusy'],
    [anError('InvalidParameterValueException'), 'Refused'],
    [anError('ValidationException'), 'Refused'],
    [anError('CodeStorageExceededException'), 'Refused'],
    [anError('TooManyRequestsException', 'client', 429), 'TooManyRequestsException'],
    [anError('ServiceException', 'server', 500), 'ServiceException'],
    [new TypeError('a bug'), 'TypeError'],
  ])('takes %s for %s', (error, name) => {
    expect(controlError(error, called)).toMatchObject({ name });
  });

  it('names action, function and parameter where something is not permitted', () => {
    expect(controlError(anError('AccessDeniedException'), called)).toMatchObject({
      message: expect.stringMatching(/lambda:PublishVersion .*:shop.*acado-\*.*tunableFunctions/),
    });
  });

  it('takes an alias on a version for final', () => {
    const error = anError('ResourceConflictException');
    error.message = 'Unable to delete version because the following aliases reference it: [live]';
    expect(controlError(error, called)).toMatchObject({ name: 'Refused' });
  });
});

describe('invokeError', () => {
  it.each([
    [anError('ResourceNotFoundException', 'client', 404), 'FunctionNotFound', undefined],
    [anError('ResourceConflictException', 'client', 409), 'NotNow', 'starting'],
    [anError('SnapStartNotReadyException', 'client', 409), 'NotNow', 'starting'],
    [anError('EC2ThrottledException', 'server', 502), 'NotNow', 'starting'],
    [anError('RequestTooLargeException', 'client', 413), 'Refused', undefined],
    [anError('ServiceException', 'server', 500), 'ServiceException', undefined],
  ])('takes %s for %s', (error, name, reason) => {
    expect(invokeError(error, called)).toMatchObject({ name, ...(reason && { reason }) });
  });

  it('says which concurrency is used up', () => {
    const error = new TooManyRequestsException({
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: {},
    });
    expect(invokeError(error, called)).toMatchObject({
      reason: 'throttled',
      message: 'Rate Exceeded. (ReservedFunctionConcurrentInvocationLimitExceeded)',
    });
  });
});
