import {
  BadRequest,
  Conflict,
  type HttpProblem,
  NotFound,
  PayloadTooLarge,
  PreconditionFailed,
} from '@acado/powertools';
import { ItemError } from '../domain/item-errors.ts';
import { tableBusy } from './table-busy.ts';

const toProblem = (error: ItemError): HttpProblem => {
  const { code, message, field, cause } = error;
  // A condition that no longer holds came with If-Match, unless the use case says otherwise.
  const named = field ?? (code === 'CONDITION_FAILED' ? 'if-match' : undefined);
  const options = { cause, ...(named && { errors: [{ field: named, message }] }) };
  switch (code) {
    case 'NOT_FOUND':
      return new NotFound(message, options);
    case 'EXISTS':
    case 'CONTENDED':
      return new Conflict(message, options);
    case 'CONDITION_FAILED':
      return new PreconditionFailed(message, options);
    case 'TOO_LARGE':
      return new PayloadTooLarge(message, options);
    case 'INVALID':
      return new BadRequest(message, options);
  }
};

/** Runs a use case of items and says in HTTP what it refuses. */
export const withItemProblems = async <Result>(useCase: Promise<Result>): Promise<Result> => {
  try {
    return await useCase;
  } catch (error) {
    throw error instanceof ItemError ? toProblem(error) : (tableBusy(error) ?? error);
  }
};
