export { ALLOWANCES, type Allowance } from './book/allowances.ts';
export {
  isItem,
  type Item,
  itemIds,
  ITEMS,
  STORAGE_CLASSES,
  type StorageClass,
} from './book/items.ts';
export {
  createPriceBook,
  parsePriceFile,
  type Price,
  type PriceBook,
  priceBook,
  PriceFileError,
  type Tier,
  UnknownPriceError,
} from './book/price-book.ts';
export {
  type Confidence,
  type PriceFile,
  type PriceRow,
  type Region,
  REGIONS,
} from './book/price-file.ts';
export {
  regionOfUsageType,
  stripRegionPrefix,
  USAGE_TYPES,
  type UsageType,
} from './book/usage-types.ts';
export { billToJson } from './bill-json.ts';
export {
  type Bill,
  type PricedLine,
  priceMeasured,
  priceOne,
  priceUsage,
  type PricingOptions,
  type UnitPrice,
  UnpricedUsageError,
} from './bill.ts';
export { Exact } from './exact.ts';
export { DAYS_PER_MONTH, HOURS_PER_MONTH } from './fields.ts';
export type { Charge, Meter } from './meter.ts';
export { billedDurationMs } from './meters/lambda.ts';
export { meters } from './meters/index.ts';
export { rate, type RatedPart } from './rate.ts';
export { usageJsonSchema } from './usage-schema.ts';
export {
  type MeasuredUsage,
  measureUsage,
  type Usage,
  UsageError,
  type UsageLine,
  type UsageProblem,
} from './usage.ts';
