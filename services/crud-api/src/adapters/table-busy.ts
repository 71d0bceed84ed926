import { HttpProblem } from '@acado/powertools';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

const busy = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

/** The answer to a table that stayed busy through all retries, or undefined for any other error. */
export const tableBusy = (error: unknown): HttpProblem | undefined => {
  if (!(error instanceof DynamoDBServiceException) || !busy.has(error.name)) return undefined;
  const headers = { 'retry-after': '1' };
  return new HttpProblem(503, 'TABLE_BUSY', 'The table is busy: try again', {
    headers,
    cause: error,
  });
};
