import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer, schemaFromColumnData } from 'hyparquet-writer';

/** A row of a bill; columns that are left out are empty. */
export type Row = Readonly<Record<string, string | number>>;

/** Columns of CUR 2.0 that matter here, and some that do not, in the order of an export. */
const CUR_2 =
  'bill_bill_type,bill_billing_period_start_date,bill_payer_account_id,identity_line_item_id,line_item_currency_code,line_item_line_item_description,line_item_line_item_type,line_item_operation,line_item_product_code,line_item_unblended_cost,line_item_unblended_rate,line_item_usage_amount,line_item_usage_start_date,line_item_usage_type,pricing_public_on_demand_cost,product_region_code,reservation_effective_cost,resource_tags,savings_plan_savings_plan_effective_cost'.split(
    ',',
  );

/** All 60 columns of a FOCUS 1.2 export of AWS. */
const FOCUS_1_2 =
  'AvailabilityZone,BilledCost,BillingAccountId,BillingAccountName,BillingAccountType,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,CapacityReservationId,CapacityReservationStatus,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,CommitmentDiscountCategory,CommitmentDiscountId,CommitmentDiscountName,CommitmentDiscountQuantity,CommitmentDiscountStatus,CommitmentDiscountType,CommitmentDiscountUnit,ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceId,InvoiceIssuerName,ListCost,ListUnitPrice,PricingCategory,PricingCurrency,PricingCurrencyContractedUnitPrice,PricingCurrencyEffectiveCost,PricingCurrencyListUnitPrice,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,ServiceSubcategory,SkuId,SkuMeter,SkuPriceDetails,SkuPriceId,SubAccountId,SubAccountName,SubAccountType,Tags,x_Discounts,x_Operation,x_ServiceCode'.split(
    ',',
  );

const quoted = (value: string | number): string =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

const csv = (columns: readonly string[], rows: readonly Row[]): string =>
  [
    columns.join(','),
    ...rows.map((row) => columns.map((name) => quoted(row[name] ?? '')).join(',')),
  ]
    .join('\n')
    .concat('\n');

/** A CUR 2.0 file. */
export const curFile = (rows: readonly Row[]): string => csv(CUR_2, rows);

const parquetType = (name: string): 'DOUBLE' | 'TIMESTAMP' | 'STRING' => {
  if (/_(cost|amount)$/.test(name)) return 'DOUBLE';
  return name.endsWith('_date') ? 'TIMESTAMP' : 'STRING';
};

const parquetValue = (name: string, cell: string | number): unknown => {
  if (cell === '') return null;
  if (name === 'resource_tags') return JSON.parse(String(cell));
  const type = parquetType(name);
  if (type === 'STRING') return String(cell);
  return type === 'DOUBLE' ? Number(cell) : new Date(cell);
};

/** A map of texts, as Parquet has it. */
const mapOf = (name: string): SchemaElement[] => [
  { name, converted_type: 'MAP', repetition_type: 'OPTIONAL', num_children: 1 },
  { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
  { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'value', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
];

const schemaOf = (name: string): SchemaElement[] => {
  if (name === 'resource_tags') return mapOf(name);
  const [, element] = schemaFromColumnData({
    columnData: [{ name, data: [], type: parquetType(name), nullable: true }],
  });
  return element ? [element] : [];
};

/** CUR 2.0 as Parquet, in several row groups: costs are doubles, dates timestamps, tags a map. */
export const curParquet = (rows: readonly Row[]): Buffer =>
  Buffer.from(
    parquetWriteBuffer({
      schema: [{ name: 'root', num_children: CUR_2.length }, ...CUR_2.flatMap(schemaOf)],
      columnData: CUR_2.map((name) => ({
        name,
        data: rows.map((row) => parquetValue(name, row[name] ?? '')),
      })),
      rowGroupSize: 5,
    }),
  );

/** The same as the older CUR spells it, tags in columns of their own. */
export const olderCurFile = (rows: readonly Row[]): string => {
  const older: Readonly<Record<string, string>> = {
    bill_billing_period_start_date: 'bill/BillingPeriodStartDate',
    line_item_currency_code: 'lineItem/CurrencyCode',
    line_item_line_item_type: 'lineItem/LineItemType',
    line_item_operation: 'lineItem/Operation',
    line_item_product_code: 'lineItem/ProductCode',
    line_item_unblended_cost: 'lineItem/UnblendedCost',
    line_item_usage_amount: 'lineItem/UsageAmount',
    line_item_usage_type: 'lineItem/UsageType',
    product_region_code: 'product/region',
    savings_plan_savings_plan_effective_cost: 'savingsPlan/SavingsPlanEffectiveCost',
    resource_tags: 'resourceTags/user:Service',
  };
  const renamed = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [older[name] ?? name, value])),
  );
  return csv(Object.values(older), renamed);
};

/** A FOCUS 1.2 file. */
export const focusFile = (rows: readonly Row[]): string => csv(FOCUS_1_2, rows);

/** A row of CUR 2.0. */
export const curRow = (
  service: string,
  usageType: string,
  quantity: string | number,
  cost: string | number,
  more: Row = {},
): Row => ({
  bill_billing_period_start_date: '2026-10-01T00:00:00.000Z',
  line_item_currency_code: 'USD',
  line_item_line_item_type: 'Usage',
  line_item_product_code: service,
  line_item_usage_type: usageType,
  line_item_usage_amount: quantity,
  line_item_unblended_cost: cost,
  resource_tags: '{}',
  ...more,
});

/** A row of FOCUS 1.2. */
export const focusRow = (
  service: string,
  usageType: string,
  quantity: string | number,
  cost: string | number,
  more: Row = {},
): Row => ({
  BillingPeriodStart: '2026-10-01T00:00:00.000Z',
  BillingCurrency: 'USD',
  ChargeCategory: 'Usage',
  x_ServiceCode: service,
  SkuMeter: usageType,
  PricingQuantity: quantity,
  ConsumedQuantity: quantity,
  BilledCost: cost,
  EffectiveCost: cost,
  ListCost: cost,
  RegionId: 'us-east-1',
  Tags: '{}',
  ...more,
});
