import { matchesPattern, validatePattern } from '@acado/event-pattern';
import { at, isRecord, logicalIdOf, type Resources, resourcesOf } from '../template.ts';
import type { ConsumedPattern, ProducedEvent, Rule, Stack } from './rule.ts';

/** The name of a rule's bus; `undefined` where only AWS knows it. */
const busOf = (id: string, resources: Resources): string | undefined => {
  const bus = resources[id]?.Properties?.EventBusName ?? 'default';
  const name = typeof bus === 'string' ? bus : resources[logicalIdOf(bus) ?? '']?.Properties?.Name;
  return typeof name === 'string' ? name : undefined;
};

/** AWS's own services send to the default bus without anybody declaring it. */
const isOfAws = (pattern: unknown): boolean => {
  const sources = [at(pattern, 'source') ?? []].flat();
  const texts = sources.map((source) => (isRecord(source) ? source.prefix : source));
  return texts.length > 0 && texts.every((text) => String(text).startsWith('aws.'));
};

/** What is asked of details holds only against an example of them. */
const withoutDetail = (pattern: unknown): unknown => {
  if (!isRecord(pattern)) return pattern;
  const entries = Object.entries(pattern).filter(([name]) => name !== 'detail');
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name === '$or' && Array.isArray(value) ? value.map(withoutDetail) : value,
    ]),
  );
};

/** Whether only AWS knows what the pattern says: it has references in it. */
const hasReferences = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(hasReferences)
    : isRecord(value) &&
      Object.entries(value).some(
        ([name, each]) => name === 'Ref' || name.startsWith('Fn::') || hasReferences(each),
      );

const isEmpty = (pattern: unknown): boolean =>
  isRecord(pattern) &&
  (Object.keys(pattern).length === 0 || (Array.isArray(pattern.$or) && pattern.$or.some(isEmpty)));

const matches = ({ eventBus, pattern }: ConsumedPattern, event: ProducedEvent): boolean => {
  if (eventBus !== event.eventBus) return false;
  const asked = event.detail === undefined ? withoutDetail(pattern) : pattern;
  if (isEmpty(asked)) return true;
  // A pattern that AWS refuses is the finding of the service that it is of.
  if (validatePattern(asked).length > 0) return false;
  return matchesPattern(asked, { ...event, version: '0', account: '0', region: '' });
};

/** The pattern with one of the values that it allows at a field, for each of them. */
const alternativesOf = (pattern: unknown): { what: string; pattern: unknown }[] =>
  ['source', 'detail-type'].flatMap((field) => {
    const values = at(pattern, field);
    if (!isRecord(pattern) || !Array.isArray(values)) return [];
    return values
      .filter((value) => typeof value === 'string')
      .map((value) => ({ what: `${field} ${value}`, pattern: { ...pattern, [field]: [value] } }));
  });

export const unmatchedPattern: Rule = {
  id: 'unmatched-pattern',
  title: 'Some event of a producer matches every rule',
  reason:
    'A pattern with a wrong name is no error to EventBridge: it never matches, and nothing tells.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html',
  remedy:
    'Correct the bus or the pattern, or declare the event under custom.produces of the service that sends it.',
  severity: 'error',
  needs: ['events'],
  setting: 'EventPattern',
  appliesTo: ({ resources, events }) =>
    resourcesOf(resources, 'AWS::Events::Rule')
      .filter(([id, { Properties }]) => {
        const pattern = Properties?.EventPattern;
        const isKnown =
          pattern !== undefined && !hasReferences(pattern) && busOf(id, resources) !== undefined;
        return isKnown && !isOfAws(pattern) && events!.produced.length > 0;
      })
      .map(([id]) => id),
  check: (id, { resources, events }) => {
    const eventBus = busOf(id, resources)!;
    const pattern = resources[id]?.Properties?.EventPattern;
    const [invalid] = validatePattern(pattern);
    if (invalid !== undefined) return [`AWS refuses its pattern: ${invalid}`];
    const isMatched = (one: unknown) =>
      events!.produced.some((event) => matches({ eventBus, pattern: one }, event));
    if (!events!.produced.some((event) => event.eventBus === eventBus))
      return [`no service of the workspace declares events of the bus ${eventBus}`];
    const dead = alternativesOf(pattern).filter(({ pattern: one }) => !isMatched(one));
    if (dead.length > 0) return dead.map(({ what }) => `no producer sends ${what} to ${eventBus}`);
    return isMatched(pattern) ? [] : [`no event that a producer sends to ${eventBus} matches`];
  },
};

/** The events that a service declares to put on its buses. */
const eventsOn = (id: string, { resources, events }: Stack): ProducedEvent[] => {
  const name = resources[id]?.Properties?.Name;
  return events!.produced.filter(({ eventBus }) => eventBus === name);
};

export const unconsumedEvent: Rule = {
  id: 'unconsumed-event',
  title: 'Somebody consumes every event',
  reason: 'An event costs $1.00 per million whether anybody listens or not.',
  source: 'https://aws.amazon.com/eventbridge/pricing/',
  remedy: 'Stop sending it, correct the pattern of who should consume it, or say who does.',
  severity: 'warning',
  needs: ['events'],
  appliesTo: (stack) =>
    resourcesOf(stack.resources, 'AWS::Events::EventBus')
      .map(([id]) => id)
      .filter((id) => eventsOn(id, stack).length > 0),
  check: (id, stack) =>
    eventsOn(id, stack)
      .filter((event) => !stack.events!.consumed.some((pattern) => matches(pattern, event)))
      .map((event) => `nobody consumes ${event['detail-type']} of ${event.source}`),
};
