import { CommandError } from '@acado/command-line';
import type { PackagedService } from '@acado/cost/source';
import { z } from 'zod';

/** What is compared, in the words of Serverless Framework; also how it is shown. */
export interface FunctionFacts {
  memorySize: string;
  architecture: string;
  timeout: string;
  logFormat: string;
}
export type FactName = keyof FunctionFacts;

const PROPERTIES = z.object({
  FunctionName: z.string(),
  // What CloudFormation takes where nothing is said.
  MemorySize: z.number().default(128),
  Timeout: z.number().default(3),
  Architectures: z.array(z.string()).default(['x86_64']),
  LoggingConfig: z.object({ LogFormat: z.string().default('Text') }).default({ LogFormat: 'Text' }),
});

/**
 * The functions of a package by their names.
 *
 * @throws {CommandError} naming the function whose properties only CloudFormation knows.
 */
export function packagedFunctions({ template }: PackagedService): Map<string, FunctionFacts> {
  const functions = Object.entries(template.Resources).filter(
    ([, { Type }]) => Type === 'AWS::Lambda::Function',
  );
  return new Map(
    functions.map(([id, { Properties }]) => {
      const { success, data, error } = PROPERTIES.safeParse(Properties);
      if (!success) throw new CommandError(`${id} can't be compared:\n${z.prettifyError(error)}`);
      return [data.FunctionName, factsOf(data)];
    }),
  );
}

/** The same of the template and of Lambda's API. */
export const factsOf = (said: {
  MemorySize?: number | undefined;
  Timeout?: number | undefined;
  Architectures?: readonly string[] | undefined;
  LoggingConfig?: { LogFormat?: string | undefined } | undefined;
}): FunctionFacts => ({
  memorySize: String(said.MemorySize),
  architecture: said.Architectures?.[0] ?? 'x86_64',
  timeout: String(said.Timeout),
  logFormat: said.LoggingConfig?.LogFormat ?? 'Text',
});
