import type { YamlSource } from '@acado/serverless-config/source';
import { isMap, isScalar, isSeq } from 'yaml';

const VARIABLE = /^\$\{([^}]+)\}$/;

/** Keys of all functions of a service: of one map, or of a list of maps and included files. */
export function functionKeys(source: YamlSource): string[] {
  const keysOf = (node: unknown): string[] => {
    if (isMap(node))
      return node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
    if (isSeq(node)) return node.items.flatMap(keysOf);
    const variable = isScalar(node) ? VARIABLE.exec(String(node.value))?.[1] : undefined;
    return variable === undefined ? [] : keysOf(source.resolve(variable)?.node);
  };
  return keysOf(source.find(['functions'])?.at.node);
}
