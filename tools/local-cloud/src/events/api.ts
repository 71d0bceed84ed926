import { z } from 'zod';
import { type AwsApi, AwsError } from '../aws-api.ts';
import { createJsonApi, operation } from './aws-json.ts';
import { putEventsSchema } from './put-events.ts';
import { type EventBus, type Registry, type Rule, patternOf } from './registry.ts';

export type ApiOptions = {
  registry: Registry;
  busArn: (name: string) => string;
  putEvents: (request: z.infer<typeof putEventsSchema>) => object;
  /** After a rule was enabled or disabled. */
  ruleChanged: (rule: Rule) => void;
};

const ruleOfBus = z.object({ Name: z.string(), EventBusName: z.string().optional() });

const page = {
  Limit: z.number().int().min(1).max(100).optional(),
  NextToken: z.string().optional(),
};

/** The part of the EventBridge API that a developer uses against a running cloud; resources come from the templates. */
export const createEventsApi = ({
  registry,
  busArn,
  putEvents,
  ruleChanged,
}: ApiOptions): AwsApi => {
  const setState = (enabled: boolean) =>
    operation(ruleOfBus, ({ Name, EventBusName }) => {
      const rule = registry.rule(Name, EventBusName);
      rule.enabled = enabled;
      ruleChanged(rule);
      return {};
    });

  return createJsonApi('AWSEvents', {
    PutEvents: operation(putEventsSchema, putEvents),

    TestEventPattern: operation(
      z.object({ EventPattern: z.string(), Event: z.string() }),
      ({ EventPattern, Event }) => {
        const matches = patternOf(parsed(EventPattern, invalidPattern));
        return { Result: matches(testEvent(Event)) };
      },
    ),

    ListEventBuses: operation(
      z.object({ NamePrefix: z.string().default(''), ...page }),
      ({ NamePrefix, ...request }) => {
        const buses = registry.buses().filter(({ name }) => name.startsWith(NamePrefix));
        return paged('EventBuses', buses.map(describeBus(busArn)), request);
      },
    ),

    DescribeEventBus: operation(z.object({ Name: z.string().optional() }), ({ Name }) =>
      describeBus(busArn)(registry.bus(Name)),
    ),

    ListRules: operation(
      z.object({
        NamePrefix: z.string().default(''),
        EventBusName: z.string().optional(),
        ...page,
      }),
      ({ NamePrefix, EventBusName, ...request }) => {
        const rules = [...registry.bus(EventBusName).rules.values()]
          .filter(({ name }) => name.startsWith(NamePrefix))
          .sort((a, b) => a.name.localeCompare(b.name));
        return paged('Rules', rules.map(describeRule), request);
      },
    ),

    DescribeRule: operation(ruleOfBus, ({ Name, EventBusName }) =>
      describeRule(registry.rule(Name, EventBusName)),
    ),

    ListTargetsByRule: operation(
      z.object({ Rule: z.string(), EventBusName: z.string().optional(), ...page }),
      ({ Rule, EventBusName, ...request }) =>
        paged('Targets', registry.rule(Rule, EventBusName).targets, request),
    ),

    EnableRule: setState(true),
    DisableRule: setState(false),
  });
};

const describeBus =
  (busArn: (name: string) => string) =>
  ({ name, createdAt }: EventBus) => ({
    Name: name,
    Arn: busArn(name),
    CreationTime: createdAt.getTime() / 1000,
    LastModifiedTime: createdAt.getTime() / 1000,
  });

const describeRule = (rule: Rule) => ({
  Name: rule.name,
  Arn: rule.arn,
  EventBusName: rule.eventBusName,
  State: rule.enabled ? 'ENABLED' : 'DISABLED',
  ...(rule.eventPattern !== undefined && { EventPattern: JSON.stringify(rule.eventPattern) }),
  ...(rule.scheduleExpression !== undefined && { ScheduleExpression: rule.scheduleExpression }),
});

const paged = (
  name: string,
  all: object[],
  { Limit = 100, NextToken }: { Limit?: number; NextToken?: string },
) => {
  const start = NextToken === undefined ? 0 : Number(NextToken);
  if (!Number.isSafeInteger(start) || start < 0 || start > all.length)
    throw new AwsError('ValidationException', 'The next token is not valid.');
  const end = start + Limit;
  return { [name]: all.slice(start, end), ...(end < all.length && { NextToken: String(end) }) };
};

const invalidPattern = (problem: string) =>
  new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${problem}`);

const invalidEvent = () => new AwsError('ValidationException', 'Parameter Event is not valid.');

const parsed = (text: string, error: (problem: string) => AwsError): unknown => {
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw error((problem as Error).message);
  }
};

const REQUIRED = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

/** TestEventPattern wants a whole event. */
const testEvent = (text: string): unknown => {
  const event = z.looseObject({}).safeParse(parsed(text, invalidEvent));
  if (!event.success) throw invalidEvent();
  for (const name of REQUIRED)
    if (event.data[name] === undefined)
      throw new AwsError(
        'ValidationException',
        `Parameter Event is not valid. Reason: ${name} is a required field.`,
      );
  return event.data;
};
