import { CommandError } from '@acado/command-line';
import type { Git } from '../git.ts';
import type { GitHub } from '../github.ts';

/** What a deployment has to do. */
export interface Plan {
  /** What the environment had when it was deployed and tried last. */
  previous: string | undefined;
  /** It has that, and nothing else. */
  isSettled: boolean;
  /** Services to deploy. */
  services: string[];
  /** Those of them that the environment had before: what going back deploys. */
  rollback: string[];
  /** Services to try afterwards, affected or not. */
  smoke: string[];
}

interface Question {
  stage: string;
  commit: string;
  /** The environment may have a later commit. */
  older: boolean;
}

/** What planning asks for. */
export interface Ports {
  git: Git;
  github: GitHub;
  /** Names of the services that have a collection of requests to try them by. */
  smokeable: () => string[];
  /** Names of the services that these files belong to, directly or through libraries; all of them without a list. */
  affectedServices: (files: string[] | undefined) => string[];
}

/** The "before" of the cost comparison is measured, not operated. */
export const NOT_DEPLOYED = ['baseline'];

/**
 * Decides what to deploy.
 *
 * @throws {CommandError} when the commit is not on main, was not green, or is older than what the environment has.
 */
export async function planDeployment(
  { stage, commit, older }: Question,
  { git, github, affectedServices, smokeable }: Ports,
): Promise<Plan> {
  if (git.commit(commit) !== commit || !git.isAncestor(commit, 'origin/main'))
    throw new CommandError(`${commit} is no commit of main, in full`, 1);
  if ((await github.greenCommits('ci.yml', 'main', commit)).length === 0)
    throw new CommandError(`ci was not green for ${commit}: deploy a commit for which it was`, 1);
  const { commit: recorded, isSettled } = await github.deployed(stage);
  // A commit that is no longer in the history can't be compared with, and can't be gone back to.
  const previous = recorded === undefined ? undefined : git.commit(recorded);
  if (previous !== undefined && !older && !git.isAncestor(previous, commit))
    throw new CommandError(
      `${stage} has ${previous}, which does not come before ${commit}: to go back, start deploy by hand with "older"`,
      1,
    );
  // What did not come to its end left something of another commit: that the two do not differ says nothing then.
  const isKnown = previous !== undefined && isSettled;
  const files = isKnown ? git.changedFiles(previous, commit) : undefined;
  const isDeployed = (service: string) => !NOT_DEPLOYED.includes(service);
  const services = affectedServices(files).filter(isDeployed);
  const rollback = services.filter(
    (service) =>
      previous !== undefined && git.hasFile(previous, `services/${service}/serverless.yml`),
  );
  return { previous, isSettled, services, rollback, smoke: smokeable().filter(isDeployed) };
}
