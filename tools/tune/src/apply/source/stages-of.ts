import type { Found, YamlSource } from '@acado/serverless-config/source';
import { isMap, isScalar } from 'yaml';

const STAGE = /\$\{(sls:stage|opt:stage|self:provider\.stage)\b/;

/**
 * Stages at which a value is another one: those of the parameters that lead to it, or `by variable` where a path
 * contains the stage.
 *
 * @returns Empty for a value that is the same at every stage.
 */
export function stagesOf(source: YamlSource, { trail }: Found): string[] {
  return trail.flatMap(({ node }) => {
    const text = isScalar(node) ? String(node.value) : '';
    if (STAGE.test(text)) return ['by variable'];
    return [...text.matchAll(/param:([\w-]+)/g)].flatMap(([, name]) => stagesWith(source, name!));
  });
}

/** Stages that have their own value of a parameter. */
function stagesWith(source: YamlSource, name: string): string[] {
  const params = source.find(['params'])?.at.node;
  if (!isMap(params)) return [];
  return params.items
    .map(({ key }) => String(isScalar(key) ? key.value : key))
    .filter((stage) => stage !== 'default' && source.find(['params', stage, name]));
}
