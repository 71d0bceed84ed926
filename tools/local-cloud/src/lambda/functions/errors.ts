import { AwsError } from '../../aws-api.ts';

/** What Lambda says when it refuses, in its own words. */
const user = (code: string, message: string, status: number): AwsError =>
  new AwsError(code, message, status, { Type: 'User' });

export const functionNotFound = (arn: string): AwsError =>
  user('ResourceNotFoundException', `Function not found: ${arn}`, 404);

export const aliasNotFound = (arn: string): AwsError =>
  user('ResourceNotFoundException', `Cannot find alias arn: ${arn}`, 404);

export const mappingNotFound = (): AwsError =>
  user('ResourceNotFoundException', 'The resource you requested does not exist.', 404);

export const mappingInUse = (state: string): AwsError =>
  user(
    'ResourceInUseException',
    `Cannot update the event source mapping because it is in use: its state is ${state}.`,
    400,
  );

export const conflict = (message: string): AwsError =>
  user('ResourceConflictException', message, 409);

export const invalidParameter = (message: string): AwsError =>
  user('InvalidParameterValueException', message, 400);

export const validation = (problems: string[]): AwsError =>
  new AwsError(
    'ValidationException',
    `${problems.length} validation error${problems.length === 1 ? '' : 's'} detected: ${problems.join('; ')}`,
  );

/** @throws AwsError when the caller has seen another revision than the current one; one that names none has no wish. */
export const checkRevision = (
  { revisionId }: { revisionId: string },
  wanted: string | undefined,
): void => {
  if (wanted === undefined || wanted === revisionId) return;
  throw user(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
    412,
  );
};
