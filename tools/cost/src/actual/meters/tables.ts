import { type Finding, type Measured, noFinding } from '../finding.ts';

const DIMENSIONS = [['TableName'], ['TableName', 'GlobalSecondaryIndexName']];

/** DynamoDB: consumed units of tables and their indexes. */
export function measureTables({ region, names, series }: Measured): Finding {
  const finding = noFinding();
  const consumed = (metric: string) =>
    DIMENSIONS.flatMap((dimensions) => series.of('AWS/DynamoDB', metric, dimensions));
  const writes = consumed('ConsumedWriteCapacityUnits');
  const reads = consumed('ConsumedReadCapacityUnits');
  const tables = new Set([...writes, ...reads].map(({ dimensions }) => dimensions.TableName ?? ''));
  for (const table of tables) {
    const label = names.serviceOf(table);
    if (label === undefined) continue;
    const units = (all: typeof writes) =>
      all
        .filter(({ dimensions }) => dimensions.TableName === table)
        .reduce((sum, series) => sum + series.sum, 0);
    finding.usage.push({
      meter: 'dynamodb-units',
      region,
      label,
      writeRequestUnits: units(writes),
      readRequestUnits: units(reads),
    });
  }
  if (finding.usage.length > 0) finding.sources.push('DynamoDB: tables are taken to be on demand');
  return finding;
}
