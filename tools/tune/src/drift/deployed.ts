import { parseMark } from '@acado/tuning';
import {
  type LambdaClient,
  paginateListAliases,
  paginateListFunctions,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda';
import { factsOf, type FunctionFacts } from './function-facts.ts';

/** Something that a run of the tuner made and did not take away. */
export interface Remain {
  /** `$LATEST`, `version 7`, `alias live`. */
  what: string;
  /** Name of the run's execution. */
  run: string;
}

/** A function as it is deployed. */
export interface DeployedFacts {
  facts: FunctionFacts;
  remains: Remain[];
}

/** The functions of a region whose names are asked for. */
export async function deployedFunctions(
  client: LambdaClient,
  isWanted: (name: string) => boolean,
): Promise<Map<string, DeployedFacts>> {
  const found = new Map<string, DeployedFacts>();
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const each of Functions) {
      const { FunctionName: name } = each;
      if (name === undefined || !isWanted(name)) continue;
      found.set(name, { facts: factsOf(each), remains: await remainsOf(client, name) });
    }
  }
  return found;
}

async function remainsOf(client: LambdaClient, FunctionName: string): Promise<Remain[]> {
  const remains: Remain[] = [];
  const marked = new Map<string, string>();
  const versions = paginateListVersionsByFunction({ client }, { FunctionName });
  for await (const { Versions = [] } of versions) {
    for (const { Version = '', Description = '' } of Versions) {
      const run = parseMark(Description)?.runId;
      if (run === undefined) continue;
      marked.set(Version, run);
      remains.push({ what: Version === '$LATEST' ? Version : `version ${Version}`, run });
    }
  }
  for await (const { Aliases = [] } of paginateListAliases({ client }, { FunctionName })) {
    for (const { Name, Description = '', FunctionVersion = '' } of Aliases) {
      const run = parseMark(Description)?.runId ?? marked.get(FunctionVersion);
      if (run !== undefined) remains.push({ what: `alias ${Name}`, run });
    }
  }
  return remains;
}
