import { AwsError } from '../../aws-api.ts';
import { errorAnswer } from '../../lambda/api/answers.ts';
import { apiFailure, functionFailure } from './task-failure.ts';

describe('apiFailure', () => {
  it.each([
    ['TooManyRequestsException', 429, 'Lambda.TooManyRequestsException'],
    ['ResourceNotFoundException', 404, 'Lambda.ResourceNotFoundException'],
    ['ServiceException', 500, 'Lambda.ServiceException'],
    ['AccessDeniedException', 403, 'Lambda.AWSLambdaException'],
  ])('names %s', (code, status, expected) => {
    const failure = apiFailure(errorAnswer(new AwsError(code, 'No.', status)));
    expect(failure.name).toBe(expected);
    expect(failure.message).toMatch(
      new RegExp(`^No\\. \\(Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; `),
    );
  });
});

describe('functionFailure', () => {
  it.each([
    '{"errorType":"OrderError","errorMessage":"no","trace":["OrderError: no"]}',
    '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: 1 Error: Task timed out after 3.00 seconds"}',
    '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: 1 Error: Runtime exited"}',
  ])('hands on %s', (payload) => {
    const { name, message } = functionFailure(payload);
    expect(payload).toContain(`"errorType":"${name}"`);
    expect(message).toBe(payload);
  });

  it.each(['{"errorMessage":"killed"}', 'nothing'])('knows no error in %s', (payload) => {
    const { name, message } = functionFailure(payload);
    expect(name).toBe('Lambda.Unknown');
    expect(message).toContain(payload);
  });
});
