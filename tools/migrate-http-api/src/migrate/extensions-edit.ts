import { isMap, isSeq, type Node } from 'yaml';
import { type Edit, keyOf, type MapNode, pairOf, removal } from './edits.ts';
import type { Source } from './source.ts';

/** What the framework calls the resources of a REST API: `ApiGatewayRestApi`, `ApiGatewayMethodOrdersPost`, … */
const OF_REST = /^ApiGateway/;

/**
 * Takes extensions of the REST API's resources out: the framework refuses to extend what is not there.
 *
 * @returns The names of those resources beside the edits.
 */
export function extensionsEdit(source: Source): { edits: Edit[]; names: string[] } {
  const resources = pairOf(source.root, 'resources')?.value;
  const parts: MapNode[] = (isSeq<Node>(resources) ? resources.items : [resources]).flatMap(
    (part) => (isMap<Node, Node | null>(part) ? [part] : []),
  );
  const edits: Edit[] = [];
  const names: string[] = [];
  for (const part of parts) {
    const extensions = pairOf(part, 'extensions')?.value;
    if (!isMap<Node, Node | null>(extensions)) continue;
    const own = extensions.items.map(keyOf).filter((name) => OF_REST.test(name));
    const isAll = own.length === extensions.items.length;
    const isNothingElse = isAll && part.items.length === 1;
    // A part of a list that is nothing else can't be taken out by its key.
    if (own.length === 0 || (isNothingElse && part !== resources)) continue;
    names.push(...own);
    const [map, isGone]: [MapNode, (key: string) => boolean] = isNothingElse
      ? [source.root, (key) => key === 'resources']
      : isAll
        ? [part, (key) => key === 'extensions']
        : [extensions, (key) => own.includes(key)];
    edits.push(...removal(source.text, map, isGone));
  }
  return { edits, names };
}
