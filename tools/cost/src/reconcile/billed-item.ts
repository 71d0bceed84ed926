import {
  type Item,
  regionOfUsageType,
  type StorageClass,
  stripRegionPrefix,
  USAGE_TYPES,
} from '@acado/pricing';
import type { BilledUsage } from './tally.ts';

/** What a row of a bill is in the price book, and where. */
export interface BilledItem {
  /** Absent if the book has no such item. */
  item?: Item;
  region: string;
  /** The usage type without the region's prefix. */
  usageType: string;
}

/** Items by product code and usage type. */
const items = new Map(
  (Object.entries(USAGE_TYPES) as [Item, (typeof USAGE_TYPES)[Item] & object][]).flatMap(
    ([item, { service, usageTypes, operation }]) =>
      usageTypes.map((usageType) => [`${service} ${usageType}`, { item, operation }] as const),
  ),
);

/** Each service's own rows have what it sent to the internet. */
const TRANSFER = 'AWSDataTransfer';

/** Rows of the free tier have this in place of a region. */
const FREE_TIER = /^Global-/;

/** Finds the item of the price book that a row of a bill is about. */
export function billedItem(
  usage: Pick<BilledUsage, 'service' | 'usageType' | 'operation' | 'region'>,
): BilledItem {
  const usageType = stripRegionPrefix(usage.usageType).replace(FREE_TIER, '');
  const region = usage.region || (regionOfUsageType(usage.usageType) ?? '');
  return { item: itemOf(usage.service, usageType, usage.operation), region, usageType };
}

function itemOf(service: string, usageType: string, operation: string): Item | undefined {
  if (service === 'AmazonS3' && operation.includes('Transition')) {
    return transitionOf(usageType, operation);
  }
  const found = items.get(`${service} ${usageType}`) ?? items.get(`${TRANSFER} ${usageType}`);
  if (found?.operation !== undefined && found.operation !== operation) return undefined;
  return found?.item;
}

/** Storage classes as usage types spell them. */
const CLASSES: Readonly<Record<string, Exclude<StorageClass, 'STANDARD'>>> = {
  SIA: 'STANDARD_IA',
  ZIA: 'ONEZONE_IA',
  INT: 'INTELLIGENT_TIERING',
  GIR: 'GLACIER_IR',
  GLACIER: 'GLACIER',
  GDA: 'DEEP_ARCHIVE',
};

/** Requests of S3 that move objects to another class share usage types with others: the operation tells them. */
function transitionOf(usageType: string, operation: string): Item | undefined {
  if (usageType === 'Requests-Tier3' && operation === 'S3-GlacierTransition') {
    return 's3.transition.GLACIER';
  }
  const storageClass = CLASSES[/^Requests-([A-Z]+)-Tier\d$/.exec(usageType)?.[1] ?? ''];
  return storageClass === undefined ? undefined : `s3.transition.${storageClass}`;
}
