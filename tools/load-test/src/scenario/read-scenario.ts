import { CommandError } from '@acado/command-line';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readLoadFile } from './load-file.ts';
import { isCollection, readCollection } from './postman/read-collection.ts';
import { readEnvironment } from './postman/read-environment.ts';
import type { Scenario, Variable } from './scenario.ts';

/** Each has latencies of its own, some 100 kB. */
const MAX_REQUESTS = 1000;

/** What the command line says of a scenario. */
export interface ScenarioOptions {
  /** What paths are relative to. */
  root: string;
  /** Path of a YAML or JSON file, or of a Postman collection. */
  file: string;
  /** Path of a Postman environment. */
  environment?: string | undefined;
  variables: Readonly<Record<string, Variable>>;
  /** By name of the request, in place of those in the file. */
  weights: Readonly<Record<string, number>>;
}

/**
 * What a file requests, with the variables that it says itself.
 *
 * @throws {CommandError} naming file and field that are wrong.
 */
export function readScenario({ root, file, weights }: ScenarioOptions): Scenario {
  const content = readYaml(root, file);
  const scenario = isCollection(content)
    ? readCollection(file, content)
    : readLoadFile(file, content);
  const { length } = scenario.requests;
  if (length === 0) throw new CommandError(`${file}: there is no request in it`);
  if (length > MAX_REQUESTS)
    throw new CommandError(
      `${file}: ${length} requests are more than the ${MAX_REQUESTS} that can be told apart`,
    );
  return { ...scenario, requests: reweighed(scenario, weights) };
}

/**
 * Variables from outside, which go before those of the file: of an environment, then of the command line.
 *
 * @throws {CommandError} naming file and field that are wrong.
 */
export function readVariables({
  root,
  environment,
  variables,
}: Pick<ScenarioOptions, 'root' | 'environment' | 'variables'>): Scenario['variables'] {
  if (environment === undefined) return variables;
  return { ...readEnvironment(environment, readYaml(root, environment)), ...variables };
}

/** JSON is YAML too. */
function readYaml(root: string, file: string): unknown {
  const path = resolve(root, file);
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}`);
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function reweighed(
  { requests, file }: Scenario,
  weights: ScenarioOptions['weights'],
): Scenario['requests'] {
  const names = new Set(requests.map(({ name }) => name));
  for (const name of Object.keys(weights))
    if (!names.has(name))
      throw new CommandError(
        `--weight: ${file} has no request "${name}"; it has ${[...names].join(', ')}`,
      );
  const all = requests.map((one) => ({ ...one, weight: weights[one.name] ?? one.weight }));
  if (!all.some(({ weight }) => weight > 0))
    throw new CommandError('--weight: no request is left with a weight over 0');
  return all;
}
