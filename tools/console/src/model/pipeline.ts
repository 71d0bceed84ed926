import type { Deployed, NodeKind, Pipeline, PipelineNode } from './types.ts';

const CLIENT: PipelineNode = {
  ...{ id: 'client/', kind: 'client', name: 'client', resource: '', service: '', rank: 0 },
  deadLetterQueues: [],
};

/** From the client to the bus there are always as many ranks, so that buses stand below each other. */
const RANK = { entry: 1, inbox: 2, publisher: 3, bus: 4, queue: 5, worker: 6, store: 7 };

/**
 * The way of an order, from what is deployed: the functions of the service that owns a bus, the queues that its rules
 * fill, the functions that read these, and the stores of their services.
 */
export function pipelineOf(deployed: Deployed): Pipeline {
  const { services, mappings, rules } = deployed;
  const nodes: PipelineNode[] = [CLIENT];
  const edges: Pipeline['edges'] = [];
  const node = (
    kind: NodeKind,
    resource: string,
    rank: number,
    lane?: number,
    more: string[] = [],
  ): string => {
    const id = `${kind}/${resource}`;
    if (nodes.some((known) => known.id === id)) return id;
    const service = serviceOf(deployed, resource);
    const queue = deployed.queues.find(({ name }) => kind === 'queue' && name === resource);
    nodes.push({
      ...{ id, kind, resource, service, rank, ...(lane !== undefined && { lane }) },
      name: shortName(deployed, service, resource),
      deadLetterQueues: [...(queue?.deadLetterQueue ? [queue.deadLetterQueue] : []), ...more],
    });
    return id;
  };
  const edge = (from: string, to: string): void => {
    if (!edges.some((known) => known.from === from && known.to === to)) edges.push({ from, to });
  };
  const readersOf = (queue: string): string[] =>
    mappings.filter((mapping) => mapping.queue === queue).map(({ functionName }) => functionName);

  const buses = [...new Set(rules.map(({ bus }) => bus))].filter((bus) => serviceOf(deployed, bus));
  let lanes = 0;
  for (const busName of buses) {
    const own = Object.values(services[serviceOf(deployed, busName)]?.functions ?? {});
    const bus = node('bus', busName, RANK.bus);
    const reads = mappings.filter(({ functionName }) => own.includes(functionName));
    // A service may take its own events, too: such a queue stands behind the bus.
    const inboxes = reads.filter(({ queue }) => !rules.some((rule) => rule.queue === queue));
    const entries = own.filter((name) => !reads.some(({ functionName }) => functionName === name));
    for (const name of entries) {
      const entry = node('function', name, RANK.entry);
      edge(CLIENT.id, entry);
      for (const { queue } of inboxes) edge(entry, node('queue', queue, RANK.inbox));
      if (inboxes.length === 0) edge(entry, bus);
    }
    for (const { queue, functionName } of inboxes) {
      const publisher = node('function', functionName, RANK.publisher);
      edge(node('queue', queue, RANK.inbox), publisher);
      edge(publisher, bus);
    }
    for (const rule of rules.filter((one) => one.bus === busName)) {
      const lane = lanes++;
      const queue = node(
        ...(['queue', rule.queue, RANK.queue, lane] as const),
        rule.deadLetterQueue === undefined ? [] : [rule.deadLetterQueue],
      );
      edge(bus, queue);
      for (const name of readersOf(rule.queue)) {
        const worker = node('function', name, RANK.worker, lane);
        edge(queue, worker);
        for (const [kind, store] of storesOf(deployed, serviceOf(deployed, name)))
          edge(worker, node(kind, store, RANK.store, lane));
      }
    }
  }
  return { nodes, edges, lanes };
}

/** The HTTP APIs to which orders are posted. */
export const apisOf = ({ services }: Pick<Deployed, 'services'>, { nodes }: Pipeline): string[] => {
  const entries = nodes.filter(({ kind, rank }) => kind === 'function' && rank === RANK.entry);
  const found = entries.flatMap(({ service }) => services[service]?.resources.HttpApi ?? []);
  return [...new Set(found)];
};

/** The folder of the service whose stack has the resource; empty when none has. */
export function serviceOf({ services }: Pick<Deployed, 'services'>, resource: string): string {
  const found = Object.entries(services).find(
    ([, { functions, resources }]) =>
      Object.values(functions).includes(resource) ||
      Object.values(resources).some((id) => id === resource || id.endsWith(`/${resource}`)),
  );
  return found?.[0] ?? '';
}

/** Tables and buckets of a service, each once. */
function storesOf(
  { services, tables, buckets }: Deployed,
  service: string,
): ['table' | 'bucket', string][] {
  const own = Object.entries(services[service]?.resources ?? {})
    .filter(([logicalId]) => !logicalId.startsWith('Serverless'))
    .map(([, id]) => id);
  return [...new Set(own)]
    .filter((id) => tables.includes(id) || buckets.includes(id))
    .map((id) => [tables.includes(id) ? 'table' : 'bucket', id]);
}

/** A function goes by its key in serverless.yml, the rest by what follows service and stage in its name. */
function shortName({ services }: Deployed, service: string, resource: string): string {
  const functions = Object.entries(services[service]?.functions ?? {});
  const key = functions.find(([, name]) => name === resource)?.[0];
  if (key !== undefined) return key;
  const [, , rest = resource] =
    /^(.*?-(?:local|dev|staging|prod))-(.*?)(?:-\d{12})?$/.exec(resource) ?? [];
  return rest;
}
