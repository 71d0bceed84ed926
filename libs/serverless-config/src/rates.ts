import { type Item, priceBook, UnknownPriceError } from '@acado/pricing';
import type { FunctionDefinition } from './functions.ts';
import { at, logicalIdOf, resourcesOf, type Resources } from './template.ts';

/** Which invocations report their cost, and how much of it is billed as metrics. */
export type CostMetrics = {
  /** `full`: eight metrics per function; `total`: one, the rest as properties of the record; `off`: nothing. */
  metrics: 'full' | 'total' | 'off';
  /** Share of the invocations that report, 0 to 1. */
  sampleRate: number;
};

/** What the rates of a function depend on. */
export type RatedFunction = {
  definition: FunctionDefinition;
  /** Of the service, where the function has none of its own. */
  defaults: Pick<FunctionDefinition, 'architecture' | 'timeout'>;
  region: string;
  /** What the service declares: its queues and rules. */
  resources: Resources;
};

/** A price that the function needs and the book does not have. */
export type MissingPrice = { region: string; item: Item };

/** Serverless Framework's own. */
const DEFAULT_TIMEOUT = 6;

/** What a role may use, by the prefix of its actions; a prefix that is not here costs nothing that is counted. */
const CALLED: Record<string, readonly Item[]> = {
  dynamodb: ['dynamodb.write-request-units', 'dynamodb.read-request-units'],
  s3: ['s3.put.STANDARD', 's3.get.STANDARD'],
  sqs: ['sqs.requests.standard'],
  events: ['eventbridge.custom-events'],
  sns: ['sns.publishes.standard'],
};

const unique = <T>(values: T[]): T[] => [...new Set(values)];

const calledItems = ({ role, iamRoleStatements = [] }: FunctionDefinition): Item[] => {
  const everything = Object.values(CALLED).flat();
  const actions = iamRoleStatements.flatMap(({ Action }) => Action ?? '*').map(String);
  // Nobody knows what a role of another place allows.
  if (role !== undefined || actions.includes('*')) return everything;
  return unique(actions.flatMap((action) => CALLED[action.split(':')[0] ?? ''] ?? []));
};

const isFifo = (queue: unknown, resources: Resources): boolean =>
  typeof queue === 'string'
    ? queue.endsWith('.fifo')
    : at(resources[logicalIdOf(queue) ?? '']?.Properties, 'FifoQueue') === true;

/** The queues of `sqs` events: a reference, an ARN, or an object with either. */
const queuesOf = ({ events = [] }: FunctionDefinition): unknown[] =>
  events.flatMap(({ sqs }) => (sqs === undefined ? [] : [at(sqs, 'arn') ?? sqs]));

const triggerItems = (definition: FunctionDefinition, resources: Resources): Item[] => {
  const { events = [] } = definition;
  const items: Item[] = queuesOf(definition).map((queue) =>
    isFifo(queue, resources) ? 'sqs.requests.fifo' : 'sqs.requests.standard',
  );
  if (events.some(({ httpApi }) => httpApi)) items.push('api-gateway.http.requests');
  if (events.some(({ http }) => http)) items.push('api-gateway.rest.requests');
  return unique(items);
};

/** Whether an EventBridge rule of the service sends what the function receives. */
const isFedByRule = (definition: FunctionDefinition, resources: Resources): boolean => {
  const fed = resourcesOf(resources, 'AWS::Events::Rule')
    .flatMap(([, rule]) => [rule.Properties?.Targets].flat())
    .map((target) => logicalIdOf(at(target, 'Arn')));
  return queuesOf(definition).some((queue) => {
    const id = logicalIdOf(queue);
    return id !== undefined && fed.includes(id);
  });
};

/**
 * The prices that a function needs to say what its invocations cost, as the compact text of its variable `COST_RATES`:
 * USD at the first tier of its region, for its architecture, its triggers and what its role may call. A part with a
 * price that the book does not have is left out.
 *
 * @example
 * rateCard({ definition, defaults: {}, region: 'us-east-1', resources: {} }).text;
 */
export const rateCard = ({
  definition,
  defaults,
  region,
  resources,
}: RatedFunction): { text: string; missing: MissingPrice[] } => {
  const missing: MissingPrice[] = [];
  const priceOf = (item: Item): number | undefined => {
    const price = firstTier(region, item);
    if (price === undefined) missing.push({ region, item });
    return price;
  };
  const pricesOf = (items: Item[]): Record<string, number | undefined> | undefined => {
    const prices = items.map((item) => [item, priceOf(item)] as const);
    return prices.some(([, price]) => price === undefined) ? undefined : Object.fromEntries(prices);
  };
  const architecture = definition.architecture ?? defaults.architecture ?? 'x86_64';
  const card = {
    timeoutMs: (definition.timeout ?? defaults.timeout ?? DEFAULT_TIMEOUT) * 1000,
    gbSecond: priceOf(`lambda.duration.${architecture}`),
    request: priceOf(`lambda.requests.${architecture}`),
    logGb: priceOf('cloudwatch.logs.lambda'),
    data: pricesOf(calledItems(definition)),
    trigger: pricesOf(triggerItems(definition, resources)),
    ...(isFedByRule(definition, resources) && { queueFedByRule: true }),
  };
  return { text: JSON.stringify(card), missing };
};

const firstTier = (region: string, item: Item): number | undefined => {
  try {
    return priceBook.price(region, item).tiers[0]?.price?.toNumber();
  } catch (error) {
    if (error instanceof UnknownPriceError) return undefined;
    throw error;
  }
};

/**
 * What the packaging says about missing prices: one text, each region and item once.
 *
 * @example
 * missingPrices([{ region: 'us-east-2', item: 'lambda.requests.arm64' }]);
 */
export const missingPrices = (missing: readonly MissingPrice[]): string => {
  const items = unique(missing.map(({ region, item }) => `${item} in ${region}`)).sort();
  return `Functions report no EstimatedCost, because the price book has no price for: ${items.join(', ')}. 'npm run prices:refresh' gets the prices of today.`;
};
