import type { At, SourceFile, YamlSource } from '@acado/serverless-config/source';
import { isScalar, type Node, type Scalar, visit } from 'yaml';

/** A variable somewhere in the configuration of a service, and what it leads to. */
export interface Use {
  by: At;
  target: At;
}

const REFERENCE = /self:[\w.-]*|param:[\w-]+|file\([^)$]+\)(?::[\w.-]+)?/g;

/**
 * Every variable of a service's configuration, in its own file and in those it includes. A path that goes on with
 * another variable, such as the stage, counts for all that it may lead to.
 */
export function usesOf(source: YamlSource): Use[] {
  const uses: Use[] = [];
  const seen = new Set<SourceFile>();
  const read = (file: SourceFile | undefined) => {
    if (!file || seen.has(file)) return;
    seen.add(file);
    visit(file.document, {
      Scalar: (_key, node) => {
        for (const variable of variablesIn(node)) {
          const target = source.resolve(variable);
          if (!target) continue;
          uses.push({ by: { source: file, node, offset: node.range?.[0] ?? 0 }, target });
          read(target.source);
        }
      },
    });
  };
  read(source.file('serverless.yml'));
  return uses;
}

function variablesIn({ value }: Scalar): string[] {
  if (typeof value !== 'string' || !value.includes('${')) return [];
  return (value.match(REFERENCE) ?? []).map((variable) => variable.replace(/[.:]+$/, ''));
}

/** Whether one node is the other or holds it. */
export function holds(outer: At, inner: At): boolean {
  const [whole, part] = [outer.node.range, inner.node.range];
  if (!whole || !part || outer.source.file !== inner.source.file) return false;
  return whole[0] <= part[0] && part[1] <= whole[1];
}

/** Variables other than those on the way to a value that lead to it, too. */
export const othersUsing = (uses: readonly Use[], value: At, way: readonly At[]): At[] =>
  uses
    .filter(({ by, target }) => holds(target, value) && !way.some(({ node }) => node === by.node))
    .map(({ by }) => by);

/** The aliases of anchors that are on a node or on what holds it. */
export function aliasesOf({ source, node }: At): At[] {
  const anchors = new Set<string>();
  visit(source.document, {
    Node: (_key, each) => {
      if (!isScalarOrCollection(each) || !each.anchor) return;
      if (holds({ source, node: each, offset: 0 }, { source, node, offset: 0 }))
        anchors.add(each.anchor);
    },
  });
  const aliases: At[] = [];
  visit(source.document, {
    Alias: (_key, alias) => {
      if (anchors.has(alias.source))
        aliases.push({ source, node: alias, offset: alias.range?.[0] ?? 0 });
    },
  });
  return aliases;
}

const isScalarOrCollection = (node: Node): node is Node & { anchor?: string } =>
  isScalar(node) || 'items' in node;
