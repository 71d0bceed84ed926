import { HOURS_PER_MONTH } from '@acado/pricing';
import type { Analysis } from '../analyse/analyse.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { type CostItem, priced } from './price-lines.ts';

/** Not in the price book, and never guessed. */
const missing = (what: string, why: string): CostItem => ({ what, notPriced: why });

const CLOUDFRONT = 'the price book has no prices of CloudFront and AWS WAF';

/** What is paid for today beside the requests, and ends with the REST API. */
export const savedOf = ({ api }: Analysis, { region }: Traffic): CostItem[] =>
  api.stages.flatMap(({ name, cacheGb }) =>
    cacheGb === undefined
      ? []
      : priced(`Cache of stage ${name}, ${cacheGb} GB`, [
          { meter: 'rest-api-cache', region, sizeGb: cacheGb, hours: HOURS_PER_MONTH },
        ]),
  );

/** What takes the place of what an HTTP API does not do. */
export function addedOf({ findings }: Analysis, traffic: Traffic): CostItem[] {
  const has = (id: string): boolean =>
    findings.some(({ rule, accepted }) => rule.id === id && accepted === undefined);
  return [
    ...(has('request-validation') ? [validation(traffic)] : []),
    ...(has('cache') ? [formerHits(traffic)] : []),
    ...(has('waf') ? [missing('CloudFront with a web ACL in front', CLOUDFRONT)] : []),
    ...(has('edge-endpoint') ? [missing('CloudFront in front, if it is needed', CLOUDFRONT)] : []),
    ...(has('usage-plan') || has('api-key')
      ? [missing('Counting and checking clients', 'it depends on what takes their place')]
      : []),
    ...(has('mapping-template') || has('unsupported-service') || has('mock-integration')
      ? [
          missing(
            'Functions in place of templates, mocks and direct integrations',
            'the share of these routes is not known',
          ),
        ]
      : []),
  ];
}

/** Checks of requests move into the function that runs anyway. */
function validation({ requests = 0, region, validationMs, function: fn }: Traffic): CostItem {
  const what = 'Validation in the function';
  if (!fn || validationMs === undefined) return missing(what, 'say --validation-ms and --memory');
  const { architecture, memoryMb } = fn;
  const billedMs = Math.round(requests * validationMs);
  return priced(`${what}, ${validationMs} ms`, [
    { meter: 'lambda', region, architecture, memoryMb, requests: 0, billedMs },
  ]);
}

/** What the cache answered invokes the function. */
function formerHits({ requests = 0, region, cacheHits, function: fn }: Traffic): CostItem {
  const what = 'Invocations for lost cache hits';
  if (!fn?.ms || cacheHits === undefined)
    return missing(what, 'say --cache-hits, --memory and --ms');
  const { architecture, memoryMb, ms } = fn;
  const hits = Math.round(requests * cacheHits);
  return priced(`${what}, ${hits.toLocaleString('en')}`, [
    { meter: 'lambda', region, architecture, memoryMb, requests: hits, durationMs: ms },
  ]);
}
