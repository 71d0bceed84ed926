import { isJsonObject, type JsonObject, type JsonValue } from './json.ts';

const mergeValue = (target: JsonValue | undefined, patch: JsonValue): JsonValue =>
  isJsonObject(patch) ? mergePatch(isJsonObject(target) ? target : {}, patch) : patch;

/** JSON merge patch (RFC 7396): null removes, objects merge, anything else replaces. Changes neither argument. */
export const mergePatch = (target: JsonObject, patch: JsonObject): JsonObject => {
  const removed = (name: string): boolean => patch[name] === null;
  const merged = Object.entries(patch)
    .filter(([name]) => !removed(name))
    .map(([name, value]) => [name, mergeValue(target[name], value)] as const);
  const kept = Object.entries(target).filter(([name]) => !removed(name));
  return Object.fromEntries([...kept, ...merged]);
};
