/**
 * Reads a value by the subset of JSONPath that EventBridge knows: `$`, `.name`, `['name']`, `[0]`, `[*]` and `.*`.
 *
 * @returns `undefined` when nothing is there; a list when the path has a wildcard
 */
export const readPath = (value: unknown, path: string): unknown => {
  const steps = stepsOf(path);
  if (!steps) return undefined;
  let values = [value];
  for (const step of steps) values = values.flatMap((one) => follow(one, step));
  return steps.includes('*') && values.length > 0 ? values : values[0];
};

export const isPath = (path: string): boolean => stepsOf(path) !== undefined;

const STEP = /\.\s*([^.[\]]+)|\[\s*(\d+|\*)\s*\]|\['([^']*)'\]|\["([^"]*)"\]/y;

const stepsOf = (path: string): string[] | undefined => {
  if (!path.startsWith('$')) return undefined;
  const steps: string[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) return undefined;
    steps.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? '');
  }
  return steps;
};

const follow = (value: unknown, step: string): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
};
