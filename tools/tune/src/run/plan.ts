import { CommandError } from '@acado/command-line';
import {
  type InputFields,
  type InputFolder,
  type Preparation,
  readInputFile,
  readJson,
  readPreparations,
  tunedFunctions,
} from './input-files.ts';
import type { RunOptions } from './options.ts';

/** A function that is going to be tuned. */
export interface PlannedFunction {
  key: string;
  /** `acado-worker-b-local-storeOrders`. */
  functionName: string;
  fields: InputFields;
  preparations: Preparation[];
}

/**
 * Which functions are tuned, and with what.
 *
 * @throws {CommandError} If there is nothing to tune, or nothing to tune it with.
 */
export function planFunctions(folder: InputFolder, options: RunOptions): PlannedFunction[] {
  const { service, stage } = folder;
  const keys = options.functions.length > 0 ? options.functions : tunedFunctions(folder);
  const stranger = keys.find((key) => !service.functions.includes(key));
  if (stranger !== undefined)
    throw new CommandError(
      `${service.name} has no function "${stranger}"; it has ${service.functions.join(', ')}`,
    );
  if (keys.length === 0)
    throw new CommandError(
      `No function of ${service.name} has an input: write ${service.folder}/tuning/<functionKey>.json`,
    );
  return [...new Set(keys)].map((key) => ({
    key,
    functionName: `${service.prefix}-${stage}-${key}`,
    fields: fieldsOf(folder, key, options),
    // They belong to the payload that is committed.
    preparations: options.payloadFile === undefined ? readPreparations(folder, key) : [],
  }));
}

function fieldsOf(folder: InputFolder, key: string, options: RunOptions): InputFields {
  const { payloadFile, inputFile, overrides } = options;
  const committed = readInputFile(folder, key, inputFile);
  if (!committed && payloadFile === undefined)
    throw new CommandError(
      `${key} has no input: write ${folder.service.folder}/tuning/${key}.json, or give --payload`,
    );
  return {
    // What a new function is measured with until somebody writes an input for it.
    ...(committed ?? { sampling: 'adaptive', dynamicPayload: true }),
    ...(payloadFile !== undefined && { payload: readJson(payloadFile, folder) }),
    ...overrides,
  };
}

/** The input of one execution for all functions. */
export function executionInput(
  functions: readonly PlannedFunction[],
  arnOf: (functionName: string) => string,
  common: InputFields = {},
): InputFields {
  const inputs = functions.map(({ functionName, fields }) => ({
    lambdaARN: arnOf(functionName),
    ...fields,
  }));
  const [only, ...others] = inputs;
  if (only && others.length === 0) return { ...only, ...common };
  return { ...common, functions: inputs };
}
