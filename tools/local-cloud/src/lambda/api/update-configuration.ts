import { z } from 'zod';
import { checkRevision, invalidParameter } from '../functions/errors.ts';
import { ephemeralStorageMb, memoryMb, timeoutS } from '../limits.ts';
import { type FunctionDefinition } from '../types.ts';
import { json } from './answers.ts';
import { checkVariables } from './check-variables.ts';
import { checkConstraints } from './constraints.ts';
import { describeVersion } from './descriptions.ts';
import { type FunctionOperation } from './operation.ts';
import { bodyOf } from './request-body.ts';

const parameters = z.strictObject({
  FunctionName: z.string().optional(), // some clients repeat what the path says
  Description: z.string().optional(),
  Environment: z
    .strictObject({ Variables: z.record(z.string(), z.string()).default({}) })
    .optional(),
  EphemeralStorage: z.strictObject({ Size: z.int() }).optional(),
  Handler: z.string().optional(),
  Layers: z.array(z.string()).max(0, 'the local cloud has no layers').optional(),
  MemorySize: z.int().optional(),
  RevisionId: z.string().optional(),
  Role: z.string().optional(),
  Runtime: z.string().optional(),
  Timeout: z.int().optional(),
});

type Parameters = z.output<typeof parameters>;

const check = (given: Parameters, maxMemoryMb: number): void => {
  checkConstraints([
    { name: 'memorySize', value: given.MemorySize, ...memoryMb },
    { name: 'timeout', value: given.Timeout, ...timeoutS },
    { name: 'ephemeralStorage.size', value: given.EphemeralStorage?.Size, ...ephemeralStorageMb },
    { name: 'description', value: given.Description, max: 256 },
    { name: 'handler', value: given.Handler, max: 128, pattern: /^[^\s]+$/ },
    { name: 'runtime', value: given.Runtime, pattern: /^nodejs\d+\.x$/ },
    {
      name: 'role',
      value: given.Role,
      pattern: /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/,
    },
  ]);
  checkVariables(given.Environment?.Variables ?? {});
  if ((given.MemorySize ?? 0) > maxMemoryMb) {
    throw invalidParameter(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${maxMemoryMb}`,
    );
  }
};

const changed = (definition: FunctionDefinition, given: Parameters): FunctionDefinition => ({
  ...definition,
  description: given.Description ?? definition.description,
  environment: given.Environment?.Variables ?? definition.environment,
  ephemeralStorageMB: given.EphemeralStorage?.Size ?? definition.ephemeralStorageMB,
  handler: given.Handler ?? definition.handler,
  memorySizeMB: given.MemorySize ?? definition.memorySizeMB,
  roleArn: given.Role ?? definition.roleArn,
  runtime: given.Runtime ?? definition.runtime,
  timeoutS: given.Timeout ?? definition.timeoutS,
});

export const updateConfiguration: FunctionOperation = (
  { functions, maxMemoryMb },
  request,
  { functionName },
) => {
  const given = bodyOf(parameters, request);
  check(given, maxMemoryMb);
  const { arn, latest } = functions.get(functionName);
  latest.checkNoUpdate();
  checkRevision(latest, given.RevisionId);
  latest.update({ code: latest.code, definition: changed(latest.definition, given) });
  return json(200, describeVersion(latest, arn));
};
