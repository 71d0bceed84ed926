import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readIfThere, readPackage } from '@acado/cost/source';
import { yamlSource } from '@acado/serverless-config/source';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Service } from '../run/service.ts';
import { compareFunctions, type Drift } from './compare-functions.ts';
import { deployedFunctions } from './deployed.ts';
import { packagedFunctions } from './function-facts.ts';
import { type PastRun, runThatRecommends } from './history.ts';

/** A difference, where the repository says otherwise, and what to do. */
export type Finding = Drift & {
  service: string;
  /** `services/worker-b/serverless.yml:31`; absent where only the framework's default says it. */
  at?: string | undefined;
  remedy: string;
};

/** Where to look. */
export interface DriftOptions {
  /** Absolute path of the workspace. */
  workspace: string;
  stage: string;
  client: LambdaClient;
  runs: readonly PastRun[];
}

/**
 * Compares a service's deployed functions with its package.
 *
 * @throws {CommandError} If it is not packaged for the stage.
 */
export async function checkService(service: Service, options: DriftOptions): Promise<Finding[]> {
  const { workspace, stage, client } = options;
  const packaged = readPackage(join(workspace, service.folder));
  if (packaged.stage !== stage)
    throw new CommandError(
      `${service.name} is packaged for the stage ${packaged.stage}: npx nx package ${service.name} --stage ${stage}`,
    );
  const wanted = packagedFunctions(packaged);
  const prefix = `${service.prefix}-${stage}-`;
  const deployed = await deployedFunctions(
    client,
    (name) => wanted.has(name) || name.startsWith(prefix),
  );
  return compareFunctions(wanted, deployed).map((drift) => {
    const functionKey = drift.function.replace(prefix, '');
    const has = deployed.get(drift.function)?.facts;
    const run = has && runThatRecommends(options.runs, service.name, functionKey, has);
    return {
      ...drift,
      service: service.name,
      ...(drift.kind === 'setting' && { at: placeOf(service, functionKey, drift, options) }),
      remedy: remedyFor(drift, service, stage, run),
    };
  });
}

/** @throws {CommandError} If the place says something else: the package is older than the file. */
function placeOf(
  { folder, name: service }: Service,
  functionKey: string,
  { name, repository }: Extract<Drift, { kind: 'setting' }>,
  { workspace, stage }: DriftOptions,
): string | undefined {
  const read = (file: string) => readIfThere(join(workspace, file));
  const source = yamlSource(read, { root: folder, stage });
  const place = [
    ['functions', functionKey, name],
    ['provider', name],
  ]
    .map((path) => source.locate(path).at(-1))
    .find((found) => found !== undefined);
  if (!place) return undefined;
  const at = `${place.file}:${place.line}`;
  const written = place.value.replaceAll('"', '');
  if (written !== repository && !written.includes('${'))
    throw new CommandError(
      `${service} is packaged with ${name} ${repository}, but ${at} says ${written}: package it again (without --no-package)`,
    );
  return at;
}

function remedyFor(
  drift: Drift,
  { name }: Service,
  stage: string,
  run: PastRun | undefined,
): string {
  const deploy = `npx nx deploy ${name} --stage ${stage}`;
  if (drift.kind === 'tuner')
    return `unless that run still goes on: npm run tune -- cleanup --function ${drift.function} --stage ${stage} --yes`;
  if (drift.kind === 'not deployed') return deploy;
  if (drift.kind === 'not in the repository') return `if nobody needs it: ${deploy}`;
  const tuned = drift.name === 'memorySize' || drift.name === 'architecture';
  if (tuned && run)
    return `a run recommends what is deployed: npm run tune -- apply ${run.path} --mode auto`;
  return `${deploy}, or write ${drift.deployed} into the repository`;
}
