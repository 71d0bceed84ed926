import type { Service } from './read-services.ts';

export interface Shown {
  services: Service[];
  stage: string;
  region: string;
}

type Metric = (string | Record<string, unknown>)[];

/** CloudWatch's grid is 24 wide. */
const WIDTH = 12;
const HEIGHT = 6;
const HOUR = 3600;

const graph = (title: string, region: string, metrics: Metric[], more: object = {}) => ({
  type: 'metric',
  width: WIDTH,
  height: HEIGHT,
  properties: { title, region, metrics, view: 'timeSeries', stat: 'Sum', period: HOUR, ...more },
});

const costOf = (service: string, functionName: string, stage: string): Metric => [
  ...['Acado/Cost', 'EstimatedCost', 'service', service],
  ...['function', functionName, 'stage', stage],
];

const lambda = (metric: string, functionName: string, label: string): Metric => [
  ...['AWS/Lambda', metric, 'FunctionName', functionName],
  { label: `${label} ${metric}` },
];

const costOfServices = ({ services, stage, region }: Shown) =>
  graph(
    'USD per hour by service',
    region,
    services.map(({ name }, index) => [
      {
        id: `s${index}`,
        label: name,
        expression: `SUM(SEARCH('{Acado/Cost,function,service,stage} MetricName="EstimatedCost" service="${name}" stage="${stage}"', 'Sum', ${HOUR}))`,
      },
    ]),
    { stacked: true },
  );

const deadLetters = ({ stage, region }: Shown) =>
  graph(
    'Messages in dead-letter queues',
    region,
    [
      [
        {
          id: 'dlq',
          expression: `SEARCH('{AWS/SQS,QueueName} MetricName="ApproximateNumberOfMessagesVisible" QueueName=acado QueueName=${stage} QueueName=dlq', 'Maximum', 300)`,
        },
      ],
    ],
    { period: 300 },
  );

const guardActions = ({ region }: Shown) =>
  graph(
    'Actions of the guard',
    region,
    ['CostAlarms', 'FunctionsThrottled', 'FunctionsHeld', 'FunctionsRestored'].map((metric) => [
      ...['Acado', metric, 'service', 'acado-cost-governance'],
    ]),
    { period: 300 },
  );

const ofService = ({ name, functions }: Service, { stage, region }: Shown) => {
  const named = functions.map((key) => [key, `${name}-${stage}-${key}`] as const);
  return [
    graph(
      `${name}: USD per hour by function`,
      region,
      named.map(([key, fullName]) => [...costOf(name, fullName, stage), { label: key }]),
      { stacked: true },
    ),
    graph(
      `${name}: invocations, errors, throttles`,
      region,
      ['Invocations', 'Errors', 'Throttles'].flatMap((metric) =>
        named.map(([key, fullName]) => lambda(metric, fullName, key)),
      ),
      { period: 300 },
    ),
  ];
};

/** What the dashboard of a stage shows, in CloudWatch's format: a row for all, then one for each service. */
export const dashboardBody = (shown: Shown) => {
  const widgets = [
    costOfServices(shown),
    deadLetters(shown),
    guardActions(shown),
    ...shown.services.flatMap((service) => ofService(service, shown)),
  ];
  return { start: '-P7D', periodOverride: 'inherit', widgets };
};
