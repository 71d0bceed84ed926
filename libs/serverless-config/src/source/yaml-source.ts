import { posix } from 'node:path';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Document,
} from 'yaml';

/** A place in a file, and the value there. */
export interface Position {
  /** Relative to the workspace. */
  file: string;
  /** From 1. */
  line: number;
  /** To tell whether it is another value: comments and layout are not in it. */
  value: string;
}

/** A file of the configuration. */
export interface SourceFile {
  /** Relative to the workspace. */
  file: string;
  text: string;
  document: Document;
  lines: LineCounter;
}

/** A node, and where it is. */
export interface At {
  source: SourceFile;
  node: Node;
  /** Where its key is. */
  offset: number;
}

/** What a path leads to, and the variables that led there, from the path's beginning on. */
export interface Found {
  at: At;
  trail: At[];
}

/**
 * Finds where values of a service's configuration come from, through `${file(…)}`, `${self:…}` and `${param:…}`.
 *
 * @param read Text of a file, by its path relative to the workspace.
 * @param root Folder of the service: the framework resolves every path against it, in included files too.
 *
 * @example
 * const source = yamlSource(read, { root: 'services/worker-b', stage: 'local' });
 * source.locate(['provider', 'memorySize']).at(-1); // { file: 'libs/…/provider.yml', line: 9, value: '512' }
 */
export function yamlSource(
  read: (file: string) => string | undefined,
  { root, stage }: { root: string; stage: string },
) {
  const sources = new Map<string, SourceFile | undefined>();
  const open = (file: string): SourceFile | undefined => {
    // What a program computes only the framework knows.
    const isData = /\.(ya?ml|json)$/.test(file);
    if (!sources.has(file)) sources.set(file, parsed(file, isData ? read(file) : undefined));
    return sources.get(file);
  };
  const top = (file: string): At | undefined => {
    const source = open(file);
    const node = source?.document.contents;
    return source && node ? { source, node, offset: 0 } : undefined;
  };
  const service = () => top(posix.join(root, 'serverless.yml'));

  /** @param followed Variables that led here: one that leads to itself is followed once. */
  const walk = (
    at: At | undefined,
    path: readonly string[],
    followed: readonly Node[] = [],
  ): Found | undefined => {
    if (!at) return undefined;
    const { source } = at;
    const node = isAlias(at.node) ? at.node.resolve(source.document) : at.node;
    const [key, ...rest] = path;
    if (isScalar(node) && typeof node.value === 'string' && !followed.includes(node)) {
      const trail = [...followed, node];
      const target = follow(node.value, trail);
      const found = target && walk(target.at, path, trail);
      if (found) return { at: found.at, trail: [at, ...target.trail, ...found.trail] };
    }
    if (key === undefined) return { at, trail: [] };
    if (isSeq<Node>(node)) {
      for (const item of node.items) {
        const found = walk(
          { source, node: item, offset: offsetOf(item) ?? at.offset },
          path,
          followed,
        );
        if (found) return found;
      }
    }
    if (!isMap<Node, Node>(node)) return undefined;
    const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
    if (pair?.value) {
      const offset = offsetOf(pair.key) ?? at.offset;
      return walk({ source, node: pair.value, offset }, rest, followed);
    }
    const merged = node.items.find((each) => isScalar(each.key) && each.key.value === '<<')?.value;
    return merged ? walk({ source, node: merged, offset: at.offset }, path, followed) : undefined;
  };

  /** Where a value points to that is one variable as a whole; of fallbacks the first that exists. */
  const follow = (value: string, followed: readonly Node[]): Found | undefined => {
    const text = value.replaceAll('${sls:stage}', stage).trim();
    const variable = /^\$\{(.*)\}$/s.exec(text)?.[1];
    for (const part of variable?.split(/,\s*/) ?? []) {
      const found = address(part.trim(), followed);
      if (found) return found;
    }
    return undefined;
  };

  const address = (part: string, followed: readonly Node[]): Found | undefined => {
    const [, file, inside] = /^file\(([^)]+)\)(?::(.+))?$/.exec(part) ?? [];
    if (file !== undefined)
      return walk(top(posix.join(root, file)), inside?.split('.') ?? [], followed);
    const [, kind, name = ''] = /^(self|param):(.+)$/.exec(part) ?? [];
    if (kind === 'self') return walk(service(), name.split('.'), followed);
    if (kind !== 'param') return undefined;
    return (
      walk(service(), ['params', stage, name], followed) ??
      walk(service(), ['params', 'default', name], followed)
    );
  };

  return {
    /** The places that decide the value at a path; where it is written comes last. `[]` when there is none. */
    locate(path: readonly string[]): Position[] {
      const found = walk(service(), path);
      return found ? [...found.trail, found.at].map(positionOf) : [];
    },
    /** The same as nodes, for who wants to change it. */
    find: (path: readonly string[]): Found | undefined => walk(service(), path),
    /** What a variable without its braces leads to: `self:custom.memory`, `file(a.yml):b`, `param:c`. */
    resolve: (variable: string): At | undefined => address(variable, [])?.at,
    /** A file that a path relative to the service's folder names; `undefined` when there is none. */
    file: (path: string): SourceFile | undefined => open(posix.join(root, path)),
  };
}

/** Finds values by their paths. */
export type YamlSource = ReturnType<typeof yamlSource>;

function parsed(file: string, text: string | undefined): SourceFile | undefined {
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent' });
  return { file, text, lines, document };
}

const offsetOf = (node: Node): number | undefined => node.range?.[0];

/** As a position that people and comparisons take. */
export const positionOf = ({ source, node, offset }: At): Position => ({
  file: source.file,
  line: source.lines.linePos(offset).line,
  value: JSON.stringify(node.toJS(source.document)),
});
