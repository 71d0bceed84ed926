import type { Rule } from '../rules/rule.ts';
import { at, isRecord, type Resources } from '../template.ts';

/** Longest time that an exemption may last, in days: a year, and the day on which it is renewed. */
export const MAX_EXEMPTION_DAYS = 366;

/** Where a template keeps exemptions: in its own `Metadata` those of the service, in a resource's those of the resource. */
export const METADATA_KEY = 'Guardrails';

/** What a resource, or the service as a whole, is exempt from. */
export type Exemption = {
  /** Logical id; `undefined` for the whole service. */
  resource: string | undefined;
  rule: string;
  reason: string;
  /** `YYYY-MM-DD`, the last day; empty where there is none. */
  until: string;
};

/** YAML reads a date that is not quoted as a moment. */
const dayOf = (value: unknown): string => {
  const text =
    value instanceof Date ? value.toISOString() : typeof value === 'string' ? value.trim() : '';
  return /^\d{4}-\d{2}-\d{2}(T00:00:00(\.000)?Z)?$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text.slice(0, 10)
    : '';
};

const listed = (resource: string | undefined, metadata: unknown): Exemption[] => {
  const exemptions = at(metadata, METADATA_KEY);
  if (!isRecord(exemptions)) return [];
  return Object.entries(exemptions).map(([rule, value]) => {
    const reason = at(value, 'reason');
    return {
      resource,
      rule,
      reason: typeof reason === 'string' ? reason.trim() : '',
      until: dayOf(at(value, 'until')),
    };
  });
};

/**
 * The exemptions of a compiled template.
 *
 * @example
 * exemptionsOf({ Resources: { Queue: { Type: '…', Metadata: { Guardrails: { encryption: { reason, until } } } } } });
 */
export const exemptionsOf = (template: {
  Resources: Resources;
  Metadata?: Record<string, unknown>;
}): Exemption[] => [
  // Those of resources first: what they exempt needs none of the service.
  ...Object.entries(template.Resources).flatMap(([id, { Metadata }]) => listed(id, Metadata)),
  ...listed(undefined, template.Metadata),
];

const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** What is wrong with an exemption itself, whatever the date is. */
export const exemptionProblem = (
  { rule, reason, until }: Exemption,
  rules: readonly Rule[],
): string | undefined => {
  if (!rules.some(({ id }) => id === rule)) return `there is no rule ${rule} to be exempt from`;
  if (reason === '') return `its exemption from ${rule} gives no reason`;
  if (until === '') return `its exemption from ${rule} has no date "until: 'YYYY-MM-DD'"`;
  return undefined;
};

/** What is wrong with the date of an exemption today. */
export const datingProblem = ({ rule, until }: Exemption, today: string): string | undefined => {
  if (until < today) return `its exemption from ${rule} ended on ${until}`;
  if (daysBetween(today, until) > MAX_EXEMPTION_DAYS)
    return `its exemption from ${rule} lasts until ${until}, more than a year`;
  return undefined;
};
