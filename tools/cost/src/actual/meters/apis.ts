import { type Finding, type Measured, noFinding } from '../finding.ts';

/** API Gateway: requests of HTTP APIs and REST APIs. */
export function measureApis({ region, names, series, alarms }: Measured): Finding {
  const finding = noFinding();
  for (const { dimensions, sum } of series.of('AWS/ApiGateway', 'Count', ['ApiName'])) {
    const label = names.serviceOf(dimensions.ApiName ?? '');
    if (label === undefined) continue;
    finding.usage.push({ meter: 'rest-api', region, label, requests: Math.round(sum) });
  }
  for (const { dimensions, sum } of series.of('AWS/ApiGateway', 'Count', ['ApiId'])) {
    // CloudWatch has only the id of an HTTP API. The alarm that watches it has the name.
    const owners = alarms
      .filter((alarm) => alarm.dimensions.ApiId === dimensions.ApiId)
      .map(({ name }) => name);
    const label = owners.map(names.serviceOf).find((service) => service !== undefined);
    if (label === undefined) {
      if (owners.length > 0) continue; // of another stage, or not ours
      finding.missing.push(
        `HTTP API ${dimensions.ApiId}: ${sum} requests; no alarm acado-<service>-<stage>-5xx tells whose it is`,
      );
      continue;
    }
    finding.usage.push({ meter: 'http-api', region, label, requests: Math.round(sum) });
  }
  if (finding.usage.some(({ meter }) => meter === 'http-api')) {
    finding.sources.push('HTTP APIs: each request is taken to be of 512 KB at most');
  }
  return finding;
}
