import type { FeatureUse, RestApi } from '../model/rest-api.ts';
import { type Route, routeKey } from '../model/route.ts';
import { RULES } from '../rules/rules.ts';
import type { Context, Match, Rule } from '../rules/rule.ts';

export type Verdict = 'ready' | 'needs rewrite' | 'blocked';

const VERDICTS: readonly Verdict[] = ['ready', 'needs rewrite', 'blocked'];

/** A rule that holds somewhere. */
export interface Finding extends Match {
  rule: Rule;
  /** What it makes of its routes. */
  verdict: Verdict;
  /** The operator gives up what is lost, for this reason. */
  accepted?: string;
}

export interface RouteVerdict {
  route: Route;
  key: string;
  verdict: Verdict;
  /** Its own findings and those of the whole API, the worst first. */
  findings: Finding[];
}

/** Whether an API can move, and what stands in its way. */
export interface Analysis {
  api: RestApi;
  verdict: Verdict;
  findings: Finding[];
  routes: RouteVerdict[];
}

/** What is decided beside the checklist. */
export interface Decisions extends Context {
  /** Rules whose loss is accepted, with the reason. */
  accepted: ReadonlyMap<string, string>;
  /** What is used, although no definition shows it. */
  uses?: readonly FeatureUse[];
}

export const worst = (verdicts: readonly Verdict[]): Verdict =>
  VERDICTS[Math.max(0, ...verdicts.map((verdict) => VERDICTS.indexOf(verdict)))]!;

function verdictOf({ severity, fixed }: Rule): Verdict {
  if (severity === 'note') return 'ready';
  return severity === 'blocked' || fixed ? 'blocked' : 'needs rewrite';
}

/** Holds the checklist against an API. */
export function analyse(read: RestApi, decisions: Decisions): Analysis {
  const api = { ...read, features: [...read.features, ...(decisions.uses ?? [])] };
  const findings = RULES.flatMap((rule) =>
    rule.find(api, decisions).map((match): Finding => {
      const accepted = decisions.accepted.get(rule.id);
      return {
        ...match,
        rule,
        verdict: accepted === undefined ? verdictOf(rule) : 'ready',
        ...(accepted !== undefined && { accepted }),
      };
    }),
  ).toSorted((one, other) => VERDICTS.indexOf(other.verdict) - VERDICTS.indexOf(one.verdict));
  const routes = api.routes.map((route): RouteVerdict => {
    const key = routeKey(route);
    const own = findings.filter((finding) => finding.route === undefined || finding.route === key);
    return { route, key, verdict: worst(own.map(({ verdict }) => verdict)), findings: own };
  });
  return { api, verdict: worst(findings.map(({ verdict }) => verdict)), findings, routes };
}
