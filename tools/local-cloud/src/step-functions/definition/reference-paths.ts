import { isJsonObject, type Json } from '../json.ts';
import { ofRule } from './choice-rules.ts';

/** The context object lies below this name: the interpreter writes an `Execution` of its own over ours. */
export const CONTEXT_ROOT = 'Context';

/** Within a path or an intrinsic function, but not within quoted text. */
const inContextRoot = (text: string): string =>
  text.replaceAll(/'(?:\\.|[^'\\])*'|\$\$/g, (found) =>
    found === '$$' ? `$$.${CONTEXT_ROOT}` : found,
  );

/** Rewrites the texts whose keys say that they are paths, at any depth. */
const rewritten = (value: Json, isPath: (key: string) => boolean): Json => {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, isPath));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      typeof inner === 'string'
        ? [key, isPath(key) ? inContextRoot(inner) : inner]
        : [key, rewritten(inner, isPath)],
    ),
  );
};

const ofTemplate = (value: Json): Json => rewritten(value, (key) => key.endsWith('.$'));
const ofChoices = (value: Json): Json => {
  const rules = Array.isArray(value) ? value.map(ofRule) : value;
  return rewritten(rules, (key) => key === 'Variable' || key.endsWith('Path'));
};

/** The interpreter takes a bare `$` for a name, though it is what it does without a path. */
const ofPath = (path: Json): Json | undefined => {
  if (path === '$') return undefined;
  return typeof path === 'string' ? inContextRoot(path) : path;
};

/** It cuts off `$.` alone. */
const ofResultPath = (path: Json): Json | undefined => {
  if (path === '$') return undefined;
  return typeof path === 'string' ? path.replace(/^\$\[/, '$.[') : path;
};

const REWRITES: Record<string, (value: Json) => Json | undefined> = {
  Parameters: ofTemplate,
  ItemSelector: ofTemplate,
  ResultSelector: ofTemplate,
  Choices: ofChoices,
  ResultPath: ofResultPath,
  Catch: (catchers) =>
    Array.isArray(catchers) ? catchers.map((catcher) => ofState(catcher)) : catchers,
  Branches: (branches) => (Array.isArray(branches) ? branches.map(withReferencePaths) : branches),
  ItemProcessor: (states) => withReferencePaths(states),
  Iterator: (states) => withReferencePaths(states),
};

const ofState = (state: Json): Json => {
  if (!isJsonObject(state)) return state;
  const fields = Object.entries(state).flatMap(([key, value]) => {
    const rewrite = REWRITES[key] ?? (key.endsWith('Path') ? ofPath : undefined);
    const now = rewrite ? rewrite(value) : value;
    return now === undefined ? [] : [[key, now] as const];
  });
  return Object.fromEntries(fields);
};

/** A copy of a definition whose paths mean to the interpreter what they mean on AWS. */
export const withReferencePaths = (definition: Json): Json => {
  if (!isJsonObject(definition) || !isJsonObject(definition.States)) return definition;
  return {
    ...definition,
    States: Object.fromEntries(
      Object.entries(definition.States).map(([name, state]) => [name, ofState(state)]),
    ),
  };
};
