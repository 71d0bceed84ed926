import type { Counter } from '../aws/counters.ts';
import { apisOf, serviceOf } from './pipeline.ts';
import type { Deployed, Pipeline, PipelineNode } from './types.ts';

const lambda = (name: string, metric: string): Counter => ({
  key: `${metric} ${name}`,
  namespace: 'AWS/Lambda',
  metric,
  dimensions: { FunctionName: name },
});

const request = (api: string, metric: 'Count' | '4xx'): Counter => ({
  key: `${metric} ${api}`,
  namespace: 'AWS/ApiGateway',
  metric,
  dimensions: { ApiId: api },
});

/** What is counted of a node itself: its key is the node's id. */
function counterOf({ rules }: Deployed, { id, kind, resource }: PipelineNode): Counter[] {
  const rule = rules.find(({ bus }) => bus === resource);
  if (kind === 'queue')
    return [
      {
        key: id,
        namespace: 'AWS/SQS',
        metric: 'NumberOfMessagesSent',
        dimensions: { QueueName: resource },
      },
    ];
  if (kind === 'table')
    return [
      {
        ...{ key: id, namespace: 'AWS/DynamoDB', metric: 'ConsumedWriteCapacityUnits' },
        dimensions: { TableName: resource },
      },
    ];
  if (kind === 'bus' && rule)
    return [
      {
        ...{ key: id, namespace: 'AWS/Events', metric: 'MatchedEvents' },
        dimensions: { RuleName: rule.name, EventBusName: rule.bus },
      },
    ];
  return [];
}

/** The metrics that the page needs: of every function, of the APIs, and of what the pipeline has besides functions. */
export function countersOf(deployed: Deployed, pipeline: Pipeline): Counter[] {
  const functions = deployed.functions.flatMap(({ name }) => [
    ...['Invocations', 'Errors', 'Throttles'].map((metric) => lambda(name, metric)),
    {
      ...{ key: `Cost ${name}`, namespace: 'Acado/Cost', metric: 'EstimatedCost' },
      dimensions: costDimensions(deployed, name),
    },
  ]);
  const apis = apisOf(deployed, pipeline).flatMap((api) => [
    request(api, 'Count'),
    request(api, '4xx'),
  ]);
  return [...functions, ...apis, ...pipeline.nodes.flatMap((node) => counterOf(deployed, node))];
}

/** A function's name is service, stage and key. */
function costDimensions(deployed: Deployed, name: string): Record<string, string> {
  const functions = deployed.services[serviceOf(deployed, name)]?.functions ?? {};
  const key = Object.entries(functions).find(([, one]) => one === name)?.[0] ?? '';
  const beforeKey = name.slice(0, name.length - key.length - 1);
  const dash = beforeKey.lastIndexOf('-');
  return { service: beforeKey.slice(0, dash), function: name, stage: beforeKey.slice(dash + 1) };
}
