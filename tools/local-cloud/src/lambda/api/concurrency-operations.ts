import { z } from 'zod';
import { invalidParameter } from '../functions/errors.ts';
import { json, noContent } from './answers.ts';
import { type FunctionOperation } from './operation.ts';
import { bodyOf } from './request-body.ts';

const parameters = z.object({ ReservedConcurrentExecutions: z.int().min(0) });

export const getConcurrency: FunctionOperation = ({ functions }, _request, { functionName }) => {
  const { reservedConcurrency } = functions.get(functionName).latest.definition;
  return json(200, { ReservedConcurrentExecutions: reservedConcurrency });
};

/** So much of the account's concurrency stays for functions that reserve none. */
const MIN_UNRESERVED = 100;

export const putConcurrency: FunctionOperation = (
  { functions, concurrency },
  request,
  { functionName },
) => {
  const { ReservedConcurrentExecutions } = bodyOf(parameters, request);
  const { reservedConcurrency = 0 } = functions.get(functionName).latest.definition;
  const left = concurrency.limits.unreserved + reservedConcurrency - ReservedConcurrentExecutions;
  // 0 takes nothing from anybody.
  if (ReservedConcurrentExecutions > 0 && left < MIN_UNRESERVED)
    throw invalidParameter(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MIN_UNRESERVED}].`,
    );
  functions.reserve(functionName, ReservedConcurrentExecutions);
  return json(200, { ReservedConcurrentExecutions });
};

export const deleteConcurrency: FunctionOperation = ({ functions }, _request, { functionName }) => {
  functions.reserve(functionName, undefined);
  return noContent(204);
};

export const getAccountSettings: FunctionOperation = ({ functions, concurrency }) => {
  const { total, unreserved } = concurrency.limits;
  const all = functions.list();
  const versions = all.flatMap((managed) => [managed.latest, ...managed.versions()]);
  return json(200, {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: 262_144_000,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: total,
      UnreservedConcurrentExecutions: unreserved,
    },
    AccountUsage: {
      TotalCodeSize: versions.reduce((sum, { code }) => sum + code.sizeBytes, 0),
      FunctionCount: all.length,
    },
  });
};
