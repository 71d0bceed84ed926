import { type Finding, type Measured, noFinding } from '../finding.ts';

/** DELETE is free. */
const PUTS = ['PutRequests', 'PostRequests', 'ListRequests'];
const GETS = ['GetRequests', 'HeadRequests'];

/** S3: requests, which CloudWatch has only where a bucket has request metrics. */
export function measureBuckets({ region, names, series, buckets }: Measured): Finding {
  const finding = noFinding();
  const unmeasured: string[] = [];
  const requestsOf = (kinds: readonly string[], BucketName: string, FilterId: string) =>
    kinds.reduce(
      (sum, name) => sum + (series.sum('AWS/S3', name, { BucketName, FilterId }) ?? 0),
      0,
    );
  const measuredFilters = [...PUTS, ...GETS]
    .flatMap((name) => series.of('AWS/S3', name, ['BucketName', 'FilterId']))
    .map(({ dimensions }) => ({ bucket: dimensions.BucketName!, filter: dimensions.FilterId! }));
  // Some may be gone by now.
  for (const bucket of new Set([...buckets, ...measuredFilters.map((found) => found.bucket)])) {
    const label = names.serviceOf(bucket);
    if (label === undefined) continue;
    const filters = new Set(
      measuredFilters.filter((found) => found.bucket === bucket).map(({ filter }) => filter),
    );
    // Filters overlap: the one with the most requests is nearest to the whole bucket.
    const [widest] = [...filters]
      .map((filter) => ({
        filter,
        puts: requestsOf(PUTS, bucket, filter),
        gets: requestsOf(GETS, bucket, filter),
      }))
      .sort((a, b) => b.puts + b.gets - (a.puts + a.gets));
    if (widest === undefined) {
      unmeasured.push(bucket);
      continue;
    }
    const { filter, puts, gets } = widest;
    finding.usage.push({
      meter: 's3-requests',
      region,
      label,
      storageClass: 'STANDARD',
      puts: Math.round(puts),
      gets: Math.round(gets),
    });
    finding.sources.push(`S3 requests of ${bucket}: by its request metrics ${filter}`);
  }
  if (unmeasured.length > 0) {
    finding.missing.push(
      `S3 requests of buckets without request metrics: ${unmeasured.join(', ')}`,
    );
  }
  return finding;
}
