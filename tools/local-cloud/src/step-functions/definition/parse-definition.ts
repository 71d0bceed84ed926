// Whoever imports this package compiles this file, without this package's other files.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference
/// <reference path="./asl-validator.d.ts" />
import { z } from 'zod';
import { isJsonObject, type Json, parseJson } from '../json.ts';
import { notModelled } from './not-modelled.ts';
import { withReferencePaths } from './reference-paths.ts';
import { type Program, programSchema } from './states-language.ts';

export type Diagnostic = { code: string; message: string; location?: string };

export type ParsedDefinition = { program: Program } | { diagnostics: Diagnostic[] };

const parse = (text: string): { definition: Json } | { problem: string } => {
  try {
    const definition = parseJson(text);
    return isJsonObject(definition)
      ? { definition }
      : { problem: 'The definition is not a JSON object.' };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

/** Checks a definition as AWS does when it is deployed, and for what the local cloud does not interpret. */
export const parseDefinition = async (text: string): Promise<ParsedDefinition> => {
  const parsed = parse(text);
  if ('problem' in parsed)
    return { diagnostics: [{ code: 'INVALID_JSON_DESCRIPTION', message: parsed.problem }] };
  const { definition } = parsed;
  const missing = notModelled(definition).map(([location, message]) => ({
    code: 'NOT_IN_THE_LOCAL_CLOUD',
    message,
    location,
  }));
  if (missing.length > 0) return { diagnostics: missing };

  // Neither is loaded before there is a state machine: together they take a tenth of a second.
  const { default: validate } = await import('asl-validator');
  // The validator writes into what it is given.
  const { errors } = validate(z.record(z.string(), z.unknown()).parse(JSON.parse(text)));
  if (errors.length > 0)
    return {
      diagnostics: errors.map(({ 'Error code': code, Message, schemaError }) => ({
        code,
        message: Message.trim(),
        ...(schemaError && { location: schemaError.instancePath }),
      })),
    };
  const program = programSchema.safeParse(withReferencePaths(definition));
  if (program.success) return { program: program.data };
  return {
    diagnostics: program.error.issues.map(({ path, message }) => ({
      code: 'SCHEMA_VALIDATION_FAILED',
      message,
      location: `/${path.join('/')}`,
    })),
  };
};

/** One line for each problem, with the state that it is about. */
export const explain = (diagnostics: Diagnostic[]): string =>
  diagnostics
    .map(({ code, message, location }) =>
      location === undefined || message.startsWith(location)
        ? `${code}: ${message}`
        : `${code}: ${message} at ${location}`,
    )
    .join('; ');
