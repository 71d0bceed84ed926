import type { Resource } from '../template.ts';
import type { aSoundStack } from './a-sound-stack.ts';

/** Breaks something in a stack that is sound. */
export type Change = (stack: ReturnType<typeof aSoundStack>) => void;

/** A rule, what breaks it and it alone, and what it says of that. */
export type Broken = [rule: string, what: string, change: Change, finding: string];

/** Other properties of a resource. */
export const set =
  (id: string, properties: object): Change =>
  ({ resources }) => {
    Object.assign((resources[id]!.Properties ??= {}), properties);
  };

/** One more resource. */
export const add =
  (id: string, resource: Resource): Change =>
  ({ resources }) => {
    resources[id] = resource;
  };

/** A resource less. */
export const remove =
  (id: string): Change =>
  ({ resources }) => {
    delete resources[id];
  };

/** Another thing that is known of a function. */
export const facts =
  (name: string, changed: object): Change =>
  (stack) => {
    const functions = new Map(stack.functions);
    functions.set(name, { ...functions.get(name)!, ...changed });
    stack.functions = functions;
  };
