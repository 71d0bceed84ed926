/** Stages that are known by name; any other must be asked for. */
const STAGES = ['local', 'dev', 'staging', 'prod'];

/** Tells whose a resource is by its name, `acado-<service>-<stage>-…`. */
export interface Names {
  /** Value of the tag `Service`, such as `acado-worker-b`, or undefined for what is not ours or of another stage. */
  serviceOf: (name: string) => string | undefined;
  /** Whether a name is one of ours whose stage nobody knows. */
  isStrange: (name: string) => boolean;
}

/** @param stage All that are known unless given. */
export function namesOf(stage: string | undefined): Names {
  const stages = (stage === undefined ? STAGES : [stage]).join('|');
  const inName = new RegExp(`^(acado-.+?)-(?:${stages})(?:-|$)`);
  // The framework's name for a REST API.
  const restApi = new RegExp(`^(?:${stages})-(acado-.+)$`);
  const serviceOf = (name: string) => (inName.exec(name) ?? restApi.exec(name))?.[1];
  return {
    serviceOf,
    isStrange: (name) =>
      stage === undefined && name.startsWith('acado-') && serviceOf(name) === undefined,
  };
}
