import type { Analysis } from '../analyse/analyse.ts';
import type { Costs } from '../cost/compare-costs.ts';

/** All that is said of an API. */
export interface Report {
  analysis: Analysis;
  costs: Costs;
}

/** What an HTTP API does that a REST API does not. */
export const GAINED = [
  'JWT authorizers, without a function',
  'Automatic deployment of each change',
  'Integration with services of Cloud Map',
  'A $default route for everything else, and a $default stage without a prefix in the URL',
];

/** What a source can't tell; a verdict is as good as what it was made of. */
export function blindSpots({ api }: Analysis): string {
  switch (api.source) {
    case 'openapi':
      return 'An OpenAPI export does not show whether the endpoint is edge-optimised, nor stages (cache, canary, AWS WAF, logs, tracing), usage plans, custom domains and alarms: check the template or the account, too.';
    case 'cloudformation':
      return 'A template does not show what was changed by hand; Serverless Framework sets logs and tracing of the stage after deploying it: check its serverless.yml or the account, too.';
    case 'serverless':
      return 'A serverless.yml is read for one stage, without running it: what plugins add is not seen, except domains, caches, limits, binary types and web ACLs of the usual ones.';
    case 'account':
      return 'Alarms, dashboards and the time-outs of authorizers’ functions are not read from an account: check the template, too.';
  }
}
