import { z } from 'zod';
import { json, noContent } from './answers.ts';
import { type FunctionOperation } from './operation.ts';
import { bodyOf } from './request-body.ts';

const parameters = z.object({ ReservedConcurrentExecutions: z.int().min(0) });

export const getConcurrency: FunctionOperation = ({ functions }, _request, { functionName }) => {
  const { reservedConcurrency } = functions.get(functionName).latest.definition;
  return json(200, { ReservedConcurrentExecutions: reservedConcurrency });
};

export const putConcurrency: FunctionOperation = ({ functions }, request, { functionName }) => {
  const { ReservedConcurrentExecutions } = bodyOf(parameters, request);
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
