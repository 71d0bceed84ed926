import { type Stack } from './schema.ts';

/** The names that a template imports, as far as they are written out. */
const importsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(importsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'Fn::ImportValue' && typeof item === 'string' ? [item] : importsOf(item),
  );
};

const exportsOf = ({ template }: Stack): unknown[] =>
  Object.values(template.Outputs).map((output) => output.Export?.Name);

const hasEventBus = ({ template }: Stack): boolean =>
  Object.values(template.Resources).some(({ Type }) => Type === 'AWS::Events::EventBus');

/** Owners of event buses first, for rules name a bus by its name; exporting stacks before those that import. */
export const inDeploymentOrder = (stacks: Stack[]): Stack[] => {
  const order: Stack[] = [];
  const visit = (stack: Stack, trail: Stack[]): void => {
    if (order.includes(stack) || trail.includes(stack)) return;
    const imports = importsOf(stack.template);
    for (const other of stacks)
      if (exportsOf(other).some((name) => imports.includes(String(name))))
        visit(other, [...trail, stack]);
    order.push(stack);
  };
  const sorted = stacks.toSorted(
    (left, right) => Number(hasEventBus(right)) - Number(hasEventBus(left)),
  );
  for (const stack of sorted) visit(stack, []);
  return order;
};
