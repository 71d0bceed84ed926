export type Scalar = string | number | boolean | null;

/** A leaf of an event, with the array elements it lies in (array number → index). */
export type FieldValue = { value: Scalar; elements: ReadonlyMap<number, number> };

const NONE: ReadonlyMap<number, number> = new Map();

/** The leaves of an event by path (names joined by dots); only what the given paths can reach is visited. */
export const fieldsOf = (event: unknown, paths: ReadonlySet<string>): Map<string, FieldValue[]> => {
  const steps = stepsTo(paths);
  const fields = new Map<string, FieldValue[]>();
  let arrays = 0;

  const visit = (value: unknown, path: string, elements: ReadonlyMap<number, number>): void => {
    if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((element: unknown, index) => {
        const isLeaf = typeof element !== 'object' || element === null;
        visit(element, path, isLeaf ? elements : new Map([...elements, [array, index]]));
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, child] of Object.entries(value)) {
        const childPath = path === '' ? name : `${path}.${name}`;
        if (steps.has(childPath)) visit(child, childPath, elements);
      }
    } else {
      const leaf = { value: value as Scalar, elements };
      const values = fields.get(path);
      if (values) values.push(leaf);
      else fields.set(path, [leaf]);
    }
  };
  if (!Array.isArray(event)) visit(event, '', NONE);
  return fields;
};

const stepsTo = (paths: ReadonlySet<string>): Set<string> => {
  const steps = new Set(paths);
  for (const path of paths)
    for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1))
      steps.add(path.slice(0, dot));
  return steps;
};
