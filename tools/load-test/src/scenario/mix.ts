import type { WireRequest } from '../engine/connection.ts';
import { type PreparedRequest, prepareRequest } from './prepare.ts';
import type { Scenario, ScenarioRequest } from './scenario.ts';

/** The next request, and what it is sent as. */
export type Mix = () => { request: ScenarioRequest; wire: WireRequest };

/**
 * Mixes the requests of a scenario by their weights, at random.
 *
 * @param random From 0 up to, not including, 1.
 * @throws {CommandError} naming what can not be sent.
 */
export function mixOf(
  { requests, variables }: Pick<Scenario, 'requests' | 'variables'>,
  baseUrl: string,
  random: () => number = Math.random,
): Mix {
  const entries: { upTo: number; request: ScenarioRequest; prepared: PreparedRequest }[] = [];
  let total = 0;
  for (const request of requests) {
    const prepared = prepareRequest(request, variables, baseUrl);
    total += request.weight;
    if (request.weight > 0) entries.push({ upTo: total, request, prepared });
  }
  return () => {
    const at = random() * total;
    const { request, prepared } = entries.find(({ upTo }) => at < upTo) ?? entries.at(-1)!;
    return { request, wire: prepared() };
  };
}
