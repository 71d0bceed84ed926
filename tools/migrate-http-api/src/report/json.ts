import type { Analysis, Finding } from '../analyse/analyse.ts';
import { blindSpots, type Report } from './report.ts';

const findingJson = ({ rule, verdict, route, detail, place, accepted }: Finding) => ({
  rule: rule.id,
  severity: rule.severity,
  verdict,
  ...(route !== undefined && { route }),
  detail,
  place,
  ...(accepted !== undefined && { accepted }),
  title: rule.title,
  reason: rule.reason,
  remedy: rule.remedy,
  cost: rule.cost,
  docs: rule.docs,
});

const analysisJson = ({ api, verdict, routes, findings }: Analysis) => ({
  api: {
    name: api.name,
    ...(api.id !== undefined && { id: api.id }),
    source: api.source,
    place: api.place,
  },
  verdict,
  routes: routes.map((route) => ({
    route: route.key,
    verdict: route.verdict,
    rules: [...new Set(route.findings.map(({ rule }) => rule.id))],
  })),
  findings: findings.map(findingJson),
});

/** Reports for programs. */
export const reportJson = (reports: readonly Report[]) => ({
  apis: reports.map(({ analysis, costs }) => ({
    ...analysisJson(analysis),
    costs,
    notShown: blindSpots(analysis),
  })),
});
