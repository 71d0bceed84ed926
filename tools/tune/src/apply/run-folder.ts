import { basename, dirname, resolve } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readResult, type Result } from '../report/result-file.ts';
import { findService, type Service } from '../run/service.ts';

/** A finished run, and the function that it tuned. */
export interface RunFolder {
  /** Absolute. */
  directory: string;
  /** Of the folder: what the run is known by. */
  name: string;
  result: Result;
  service: Service;
  functionKey: string;
  /** At which the function was measured. */
  stage: string;
}

/**
 * Reads a run and finds its service in the workspace.
 *
 * @param path Its folder, or the `result.json` in it.
 * @throws {CommandError} If it is no run, or the service is not there.
 */
export async function readRun(workspace: string, path: string): Promise<RunFolder> {
  const given = resolve(workspace, path);
  const directory = given.endsWith('.json') ? dirname(given) : given;
  const result = await readResult(given);
  const { functionKey, service: name } = result.context;
  const service = findService(workspace, name);
  const [start, end] = [`${service.prefix}-`, `-${functionKey}`];
  const { functionName } = result;
  if (!functionName.startsWith(start) || !functionName.endsWith(end))
    throw new CommandError(`${functionName} is no name of ${functionKey} of ${service.name}`);
  const stage = functionName.slice(start.length, -end.length);
  return { directory, name: basename(directory), result, service, functionKey, stage };
}
