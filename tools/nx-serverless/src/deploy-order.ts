import { type ServiceFile } from './service-file.ts';

/** Folders of services, by the folder of a service. */
export type Neighbours = Map<string, string[]>;

/**
 * Which services must be on AWS before which.
 *
 * Stacks share nothing but names, so the names tell: a service that mentions a physical name of another one
 * (`acado-ingest-a-${sls:stage}-orders` starts with the service name `acado-ingest-a`) is deployed after it. Services
 * that mention each other, directly or in a circle, are left unordered.
 *
 * @example
 * deployOrder([ingest, worker]).after.get('services/worker-b'); // ['services/ingest-a']
 */
export function deployOrder(services: ServiceFile[]): { after: Neighbours; before: Neighbours } {
  const mentions: Neighbours = new Map(
    services.map((service) => [
      service.root,
      services
        .filter((other) => other.root !== service.root && mentionsNameOf(service, other, services))
        .map(({ root }) => root),
    ]),
  );
  const after: Neighbours = new Map(
    [...mentions].map(([root, others]) => [
      root,
      others.filter((other) => !reaches(mentions, other, root)),
    ]),
  );
  const before: Neighbours = new Map(
    [...after.keys()].map((root) => [
      root,
      [...after].filter(([, others]) => others.includes(root)).map(([other]) => other),
    ]),
  );
  return { after, before };
}

/**
 * A service and all that it needs, directly or through others: what must be there for its functions to run.
 *
 * @example
 * withNeeded(deployOrder(services), 'services/worker-b'); // ['services/ingest-a', 'services/worker-b']
 */
export function withNeeded({ after }: { after: Neighbours }, root: string): string[] {
  const needed = [...after.keys()].filter((other) => other !== root && reaches(after, root, other));
  return [...needed.sort(), root];
}

function mentionsNameOf(service: ServiceFile, other: ServiceFile, all: ServiceFile[]): boolean {
  // `acado-worker-b-dlq` belongs to acado-worker-b, not to acado-worker: the longest name wins.
  const longer = all.map(({ name }) => name).filter((name) => name.startsWith(`${other.name}-`));
  return service.values.some((value) =>
    [...value.matchAll(new RegExp(`(?<![\\w-])${escape(other.name)}-[\\w-]*`, 'g'))].some(
      ([found]) => !longer.some((name) => `${found}-`.startsWith(`${name}-`)),
    ),
  );
}

function escape(text: string): string {
  return text.replace(/[^\w-]/g, '\\$&');
}

function reaches(graph: Neighbours, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return (graph.get(from) ?? []).some((next) => reaches(graph, next, to, seen));
}
