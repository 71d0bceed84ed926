import type { Depth } from '../aws/queue-depths.ts';
import type { Invocations } from './invocations.ts';
import type { Count } from './rates.ts';
import { apisOf, serviceOf } from './pipeline.ts';
import type { Deployed, Figures, Pipeline, PipelineNode, State } from './types.ts';

export type Looked = {
  deployed: Deployed;
  pipeline: Pipeline;
  counts: ReadonlyMap<string, Count>;
  depths: ReadonlyMap<string, Depth>;
  invocations: Pick<Invocations, 'costPerRecord' | 'version'>;
};

/** What the page shows, from what was looked at. */
export function stateOf({ deployed, pipeline, counts, depths, invocations }: Looked): State {
  const count = (key: string): Count => counts.get(key) ?? { perSecond: 0, total: 0 };
  const depth = (queue: string): Depth => depths.get(queue) ?? { waiting: 0, inFlight: 0 };
  const held = (queue: string): number => depth(queue).waiting + depth(queue).inFlight;

  const figuresOf = ({ id, kind, resource, deadLetterQueues }: PipelineNode): Figures => {
    if (kind === 'function')
      return {
        ...count(`Invocations ${resource}`),
        errors: count(`Errors ${resource}`).total,
        throttles: count(`Throttles ${resource}`).total,
      };
    if (kind !== 'queue') return count(id);
    const deadLetters = deadLetterQueues.reduce((sum, queue) => sum + held(queue), 0);
    return { ...count(id), ...depth(resource), deadLetters };
  };

  const figures = Object.fromEntries(pipeline.nodes.map((node) => [node.id, figuresOf(node)]));
  figures['client/'] = clientFigures(apisOf(deployed, pipeline), count);
  const perOrder = costPerOrder(pipeline, invocations);
  return {
    pipeline,
    figures,
    costs: {
      ...(perOrder !== undefined && { perOrder }),
      lastHour: deployed.functions.reduce((sum, { name }) => sum + count(`Cost ${name}`).total, 0),
    },
    deadLetters: deadLetterQueuesOf(deployed).map((queue) => ({ queue, depth: held(queue) })),
    functions: functionsOf(deployed),
    invocations: invocations.version(),
  };
}

/** A canary asks for what it knows to be refused: such requests are none of the rate at which orders come in. */
function clientFigures(apis: string[], count: (key: string) => Count): Figures {
  const figures = { perSecond: 0, total: 0, refused: 0 };
  for (const api of apis) {
    const [all, refused] = [count(`Count ${api}`), count(`4xx ${api}`)];
    figures.perSecond += Math.max(0, all.perSecond - refused.perSecond);
    figures.total += all.total;
    figures.refused += refused.total;
  }
  return figures;
}

/** The way of an order costs what each function on it costs per order; nothing is said before all are known. */
function costPerOrder(
  { nodes }: Pipeline,
  { costPerRecord }: Looked['invocations'],
): number | undefined {
  const functions = nodes.filter(({ kind }) => kind === 'function');
  const costs = functions.map(({ resource }) => costPerRecord(resource));
  if (costs.length === 0 || costs.includes(undefined)) return undefined;
  return costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
}

/** Queues that something names as its dead-letter queue. */
function deadLetterQueuesOf({ queues, rules }: Deployed): string[] {
  const named = [...queues, ...rules].flatMap(({ deadLetterQueue }) => deadLetterQueue ?? []);
  const there = new Set(queues.map(({ name }) => name));
  return [...new Set(named)].filter((name) => there.has(name)).sort();
}

function functionsOf(deployed: Deployed): State['functions'] {
  return deployed.functions
    .map(({ name }) => {
      const service = serviceOf(deployed, name);
      const own = Object.entries(deployed.services[service]?.functions ?? {});
      return { name, service, key: own.find(([, one]) => one === name)?.[0] ?? name };
    })
    .sort((a, b) => a.service.localeCompare(b.service) || a.key.localeCompare(b.key));
}
