import type { Position, YamlSource } from '@acado/serverless-config/source';
import type { ServiceShape } from '../estimate/service-shape.ts';
import { type Input, inputsOf } from './inputs.ts';

/** A difference that may cost something, and where it is written. */
export interface Change {
  /** See `Input`. */
  id: string;
  name: string;
  /** `undefined` for what is new. */
  before: string | undefined;
  /** `undefined` for what is gone. */
  after: string | undefined;
  /** `undefined` when no line of the configuration says it. */
  at: { file: string; line: number; removed: boolean } | undefined;
}

/** A template and the files that it was compiled from. */
export interface Side {
  shape: ServiceShape | undefined;
  source: YamlSource;
}

/** Differences of two templates, each with the line that made it. */
export function changesBetween(before: Side, after: Side): Change[] {
  const old = inputsById(before);
  const now = inputsById(after);
  const ids = [...new Set([...old.keys(), ...now.keys()])];
  const gone = ids.filter((id) => id.endsWith('.exists') && old.has(id) !== now.has(id));
  // Of a function that is new or gone as a whole, its parts say nothing more.
  const parts = gone.map((id) => id.slice(0, -'exists'.length));
  return ids.flatMap((id): Change[] => {
    const [was, is] = [old.get(id), now.get(id)];
    if (was?.value === is?.value) return [];
    if (parts.some((part) => id.startsWith(part) && !gone.includes(id))) return [];
    const { name, paths } = (is ?? was)!;
    const shown = id.endsWith('.exists') ? 'function' : name;
    return [
      {
        ...{ id, name: shown, before: was?.value, after: is?.value },
        at: placeOf(paths, before.source, after.source),
      },
    ];
  });
}

const inputsById = ({ shape }: Side): Map<string, Input> =>
  new Map((shape ? inputsOf(shape) : []).map((input) => [input.id, input]));

/** The first of the places that differs: the one that wins in one of the two versions and was changed. */
function placeOf(paths: string[][], before: YamlSource, after: YamlSource): Change['at'] {
  for (const path of paths) {
    const old = before.locate(path);
    const now = after.locate(path);
    const index = now.findIndex((place, at) => !same(place, old[at]));
    const place = now[index];
    if (place) return { file: place.file, line: place.line, removed: false };
    const removed = old.at(-1);
    if (removed && now.length === 0)
      return { file: removed.file, line: removed.line, removed: true };
  }
  return undefined;
}

const same = (place: Position, other: Position | undefined): boolean =>
  place.file === other?.file && place.value === other.value;
