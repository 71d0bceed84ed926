import { type EventMatcher, compilePattern } from '@acado/event-pattern';
import { AwsError } from '../aws-api.ts';
import { type Schedule, parseSchedule } from './schedule/expression.ts';
import { validateTargets } from './target-input.ts';
import { type RuleDefinition } from './types.ts';

export type Rule = RuleDefinition & { matches: EventMatcher; schedule?: Schedule };

export type EventBus = { name: string; createdAt: Date; rules: Map<string, Rule> };

export const DEFAULT_BUS = 'default';

/** The buses of the account and their rules. The default bus is always there. */
export const createRegistry = () => {
  const newBus = (name: string): EventBus => ({ name, createdAt: new Date(), rules: new Map() });
  const buses = new Map([[DEFAULT_BUS, newBus(DEFAULT_BUS)]]);

  const bus = (nameOrArn: string = DEFAULT_BUS): EventBus => {
    const name = busName(nameOrArn);
    const found = buses.get(name);
    if (found) return found;
    throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  };

  return {
    bus,
    findBus: (nameOrArn: string) => buses.get(busName(nameOrArn)),
    buses: () => [...buses.values()].sort((a, b) => a.name.localeCompare(b.name)),
    putBus: (name: string) => {
      if (!buses.has(name)) buses.set(name, newBus(name));
    },
    removeBus: (name: string) => {
      if (name !== DEFAULT_BUS) buses.delete(name);
    },
    putRule: (definition: RuleDefinition): Rule => {
      const rule = compileRule(definition);
      bus(definition.eventBusName).rules.set(definition.name, rule);
      return rule;
    },
    removeRule: (busNameOrArn: string, name: string) => {
      buses.get(busName(busNameOrArn))?.rules.delete(name);
    },
    rule: (name: string, busNameOrArn?: string): Rule => {
      const found = bus(busNameOrArn).rules.get(name);
      if (found) return found;
      throw new AwsError(
        'ResourceNotFoundException',
        `Rule ${name} does not exist on EventBus ${bus(busNameOrArn).name}.`,
      );
    },
    ruleByArn: (arn: string): Rule | undefined => {
      for (const { rules } of buses.values())
        for (const rule of rules.values()) if (rule.arn === arn) return rule;
      return undefined;
    },
  };
};

export type Registry = ReturnType<typeof createRegistry>;

/** A bus may be named by its ARN. */
const busName = (nameOrArn: string) =>
  nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1) : nameOrArn;

const compileRule = (definition: RuleDefinition): Rule => {
  const { eventPattern, scheduleExpression, eventBusName, targets } = definition;
  if (eventPattern === undefined && scheduleExpression === undefined)
    throw new AwsError(
      'ValidationException',
      'Parameter(s) EventPattern or ScheduleExpression must be specified.',
    );
  if (scheduleExpression !== undefined && busName(eventBusName) !== DEFAULT_BUS)
    throw new AwsError(
      'ValidationException',
      'ScheduleExpression is supported only on the default event bus.',
    );
  validateTargets(targets);
  return {
    ...definition,
    matches: eventPattern === undefined ? () => false : patternOf(eventPattern),
    schedule: scheduleExpression === undefined ? undefined : parseSchedule(scheduleExpression),
  };
};

/** Compiles a pattern of a request; a problem becomes the error AWS answers. */
export const patternOf = (pattern: unknown): EventMatcher => {
  try {
    return compilePattern(pattern);
  } catch (problem) {
    throw new AwsError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${(problem as Error).message}`,
    );
  }
};
