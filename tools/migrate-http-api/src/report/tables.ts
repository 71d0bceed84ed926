import { type Place, placeText } from '../model/place.ts';
import type { Analysis, Finding, RouteVerdict } from '../analyse/analyse.ts';

/** What stands in a route's way; of a ready one nothing. */
export const obstacles = ({ findings }: RouteVerdict): Finding[] =>
  findings.filter(({ verdict }) => verdict !== 'ready');

/** One row per route: verdict, route, ids of what stands in its way. */
export const routeRows = ({ routes }: Analysis): string[][] =>
  routes.map((route) => [
    route.verdict,
    route.key,
    [...new Set(obstacles(route).map(({ rule }) => rule.id))].join(', '),
  ]);

/** A rule with everything it was found at. */
export interface Group {
  finding: Finding;
  /** `undefined` in it: the whole API. */
  routes: (string | undefined)[];
  details: string[];
  places: Place[];
}

/** Findings of the same rule together, in the order of the findings. */
export function groupsOf(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const group = groups.get(finding.rule.id) ?? { finding, routes: [], details: [], places: [] };
    groups.set(finding.rule.id, group);
    if (!group.routes.includes(finding.route)) group.routes.push(finding.route);
    if (!group.details.includes(finding.detail)) group.details.push(finding.detail);
    if (!group.places.some((place) => placeText(place) === placeText(finding.place)))
      group.places.push(finding.place);
  }
  return [...groups.values()];
}

/** How many routes have which verdict, in words. */
export function headline({ routes }: Analysis): string {
  const count = (verdict: string) => routes.filter((route) => route.verdict === verdict).length;
  const counts = (['ready', 'needs rewrite', 'blocked'] as const).map((verdict) => ({
    verdict,
    many: count(verdict),
  }));
  const parts = counts
    .filter(({ many }) => many > 0)
    .map(({ verdict, many }) => `${many} ${verdict}`);
  return `${routes.length} ${routes.length === 1 ? 'route' : 'routes'}: ${parts.join(', ') || 'none'}`;
}
