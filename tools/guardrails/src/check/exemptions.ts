import type { CheckedService } from './overview.ts';

/** An exemption that something needs. */
export interface UsedExemption {
  service: string;
  rule: string;
  reason: string;
  until: string;
  /** Logical ids of what it exempts. */
  resources: string[];
}

/** The exemptions of services, each once, however much it exempts. */
export function usedExemptions(services: readonly CheckedService[]): UsedExemption[] {
  const used = new Map<string, UsedExemption>();
  for (const { name: service, exempt } of services) {
    for (const { rule, resource = service, exemption } of exempt) {
      const { reason, until } = exemption!;
      const key = JSON.stringify([service, rule, reason, until]);
      const one = used.get(key) ?? { service, rule, reason, until, resources: [] };
      used.set(key, one);
      if (!one.resources.includes(resource)) one.resources.push(resource);
    }
  }
  return [...used.values()];
}

/** `OrdersQueue`, or how many there are. */
export const resourcesText = ({ resources }: UsedExemption): string =>
  resources.length > 1 ? `${resources.length} resources` : resources.join();
