import { isMap, type Node } from 'yaml';
import { pairOf } from './edits.ts';
import type { Source } from './source.ts';

const OF_REST = ['apiGateway', 'endpointType', 'vpcEndpointIds', 'apiName'];

/** What still speaks of a REST API that is no longer there. */
export function leftovers(source: Source): string[] {
  const provider = pairOf(source.root, 'provider')?.value;
  const keys = isMap<Node, Node | null>(provider)
    ? OF_REST.filter((key) => pairOf(provider, key)).map((key) => `provider.${key}`)
    : [];
  const lines = source.text
    .split('\n')
    .flatMap((line, index) =>
      line.includes('ApiGatewayRestApi') ? [`${source.file}:${index + 1}`] : [],
    );
  return [
    ...(keys.length > 0 ? [`Take out ${keys.join(', ')}: they are of no use to an HTTP API`] : []),
    ...(lines.length > 0
      ? [`ApiGatewayRestApi no longer exists; ${lines.join(', ')} must name HttpApi`]
      : []),
  ];
}
