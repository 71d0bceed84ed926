import type { Incident } from '../domain/incident.ts';
import type { Incidents } from '../domain/ports.ts';

/** Incidents with the same conditions as in their table. */
export function createInMemoryIncidents() {
  const items = new Map<string, Incident>();
  const incidents: Incidents = {
    get: (functionName) => Promise.resolve(structuredClone(items.get(functionName))),
    open: () => Promise.resolve(structuredClone([...items.values()])),
    put: (incident) => {
      const holds = (items.get(incident.functionName)?.revision ?? 0) === incident.revision - 1;
      if (holds) items.set(incident.functionName, structuredClone(incident));
      return Promise.resolve(holds);
    },
    remove: ({ functionName, revision }) => {
      if (items.get(functionName)?.revision === revision) items.delete(functionName);
      return Promise.resolve();
    },
  };
  return { incidents, items };
}
