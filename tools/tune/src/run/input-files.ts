import { CommandError } from '@acado/command-line';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { Service } from './service.ts';

/** An execution input without the function that it is for. */
export type InputFields = Record<string, unknown>;

/** What is invoked once before a function is measured, so that it finds what it looks for. */
export interface Preparation {
  /** Key of a function of the same service. */
  function: string;
  payload?: unknown;
  /** How often, with `{{index}}` from 0. */
  times: number;
}

const fieldsSchema = z.record(z.string(), z.unknown());

const preparationsSchema = z.array(
  z.strictObject({
    function: z.string(),
    payload: z.unknown(),
    times: z.int().min(1).max(10_000).default(1),
  }),
);

/** Where inputs are, and for which stage they are read. */
export interface InputFolder {
  /** Absolute path of the workspace. */
  root: string;
  service: Service;
  /** Takes the place of `{{stage}}`. */
  stage: string;
}

/** Keys of the functions that have an input, in the order of `serverless.yml`. */
export const tunedFunctions = ({ root, service }: InputFolder): string[] =>
  service.functions.filter((key) => existsSync(inputFile(root, service, key)));

/**
 * The input of a function: `tuning/<functionKey>.json` of its service, or another file.
 *
 * @throws {CommandError} If there is none, or it is no JSON object.
 */
export function readInputFile(folder: InputFolder, functionKey: string, file?: string) {
  const path = file ?? inputFile(folder.root, folder.service, functionKey);
  if (file === undefined && !existsSync(path)) return undefined;
  const { success, data } = fieldsSchema.safeParse(readJson(path, folder));
  if (success) return data;
  throw new CommandError(`${shown(folder, path)}: expected an object, the input of an execution`);
}

/**
 * What `tuning/<functionKey>.setup.json` wants to be invoked before.
 *
 * @throws {CommandError} If it is no such list.
 */
export function readPreparations(folder: InputFolder, functionKey: string): Preparation[] {
  const path = inputFile(folder.root, folder.service, `${functionKey}.setup`);
  if (!existsSync(path)) return [];
  const { success, data, error } = preparationsSchema.safeParse(readJson(path, folder));
  if (!success) throw new CommandError(`${shown(folder, path)}:\n${z.prettifyError(error)}`);
  const stranger = data.find((one) => !folder.service.functions.includes(one.function));
  if (stranger)
    throw new CommandError(
      `${shown(folder, path)}: ${folder.service.name} has no function "${stranger.function}"`,
    );
  return data;
}

/**
 * Reads JSON; `{{stage}}` in it is the stage.
 *
 * @throws {CommandError} If there is no such file, or it is no JSON.
 */
export function readJson(path: string, folder: InputFolder): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new CommandError(`${shown(folder, path)} can't be read`);
  }
  try {
    return JSON.parse(text.replaceAll('{{stage}}', folder.stage));
  } catch (error) {
    throw new CommandError(`${shown(folder, path)} is not JSON: ${(error as Error).message}`);
  }
}

const inputFile = (root: string, service: Service, name: string): string =>
  join(root, service.folder, 'tuning', `${name}.json`);

const shown = ({ root }: InputFolder, path: string): string => {
  const below = relative(root, path);
  return below.startsWith('..') ? path : below;
};
