import type { DeployedFacts, Remain } from './deployed.ts';
import type { FactName, FunctionFacts } from './function-facts.ts';

/** How a deployed function differs from the repository. */
export type Drift = { function: string } & (
  | { kind: 'setting'; name: FactName; deployed: string; repository: string }
  | ({ kind: 'tuner' } & Remain)
  | { kind: 'not deployed' }
  | { kind: 'not in the repository' }
);

/**
 * What differs between the functions of a service and those that are deployed.
 *
 * @param packaged By their names, as the repository has them.
 * @param deployed By their names; of the service alone.
 */
export function compareFunctions(
  packaged: ReadonlyMap<string, FunctionFacts>,
  deployed: ReadonlyMap<string, DeployedFacts>,
): Drift[] {
  const names = [...new Set([...packaged.keys(), ...deployed.keys()])].sort();
  return names.flatMap((name): Drift[] => {
    const [wanted, found] = [packaged.get(name), deployed.get(name)];
    if (!found) return [{ kind: 'not deployed', function: name }];
    if (!wanted) return [{ kind: 'not in the repository', function: name }];
    const remains = found.remains.map((each) => ({
      ...{ kind: 'tuner' as const, function: name },
      ...each,
    }));
    // A function at a test size differs because of that.
    const tested = found.remains.some(({ what }) => what === '$LATEST');
    return [...settings(name, wanted, found.facts, tested), ...remains];
  });
}

function settings(
  name: string,
  wanted: FunctionFacts,
  found: FunctionFacts,
  tested: boolean,
): Drift[] {
  const compared: FactName[] = tested
    ? ['timeout', 'logFormat']
    : ['memorySize', 'architecture', 'timeout', 'logFormat'];
  return compared
    .filter((fact) => wanted[fact] !== found[fact])
    .map((fact) => ({
      ...{ kind: 'setting', function: name, name: fact },
      ...{ deployed: found[fact], repository: wanted[fact] },
    }));
}
