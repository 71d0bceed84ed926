import { BadRequest, Conflict, HttpProblem, Unprocessable } from '@acado/powertools';
import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { TableNotAllowed } from '../domain/manager.ts';
import { ListTooLarge } from './dynamo-tables.ts';
import { tableBusy } from './table-busy.ts';

const toProblem = (error: unknown): unknown => {
  if (error instanceof TableNotAllowed) {
    const errors = [{ field: 'tableName', message: error.message }];
    return new HttpProblem(403, 'TABLE_NOT_ALLOWED', error.message, { errors, cause: error });
  }
  if (error instanceof ListTooLarge) {
    const detail = `${error.message}: page with Limit and ExclusiveStartKey`;
    return new Unprocessable(detail, { code: 'LIST_TOO_LARGE', cause: error });
  }
  if (!(error instanceof DynamoDBServiceException)) return error;
  // The caller wrote the expressions and keys, so the caller can repair them.
  if (error.name === 'ValidationException') {
    const errors = [{ field: 'payload', message: error.message }];
    return new BadRequest(error.message, { code: 'VALIDATION_FAILED', errors, cause: error });
  }
  if (error.name === 'ConditionalCheckFailedException') {
    const errors = [{ field: 'payload.ConditionExpression', message: error.message }];
    return new Conflict(error.message, { code: 'CONDITION_FAILED', errors, cause: error });
  }
  return error;
};

/** Runs an operation of the manager and says in HTTP what it refuses. */
export const withManagerProblems = async <Result>(run: Promise<Result>): Promise<Result> => {
  try {
    return await run;
  } catch (error) {
    throw tableBusy(error) ?? toProblem(error);
  }
};
