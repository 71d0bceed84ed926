import { type BilledRow, NOTHING } from './billed-row.ts';
import type { BillFormat } from './bill-format.ts';
import type { Cells } from './cells.ts';

/** What is read of a Cost and Usage Report; the first name is that of CUR 2.0, the second the older one. */
const columns = {
  type: ['line_item_line_item_type', 'lineItem/LineItemType'],
  service: ['line_item_product_code', 'lineItem/ProductCode'],
  usageType: ['line_item_usage_type', 'lineItem/UsageType'],
  operation: ['line_item_operation', 'lineItem/Operation'],
  quantity: ['line_item_usage_amount', 'lineItem/UsageAmount'],
  unblended: ['line_item_unblended_cost', 'lineItem/UnblendedCost'],
  month: ['bill_billing_period_start_date', 'bill/BillingPeriodStartDate'],
  region: ['product_region_code', 'product/regionCode', 'product/region'],
  currency: ['line_item_currency_code', 'lineItem/CurrencyCode'],
  onDemand: ['pricing_public_on_demand_cost', 'pricing/publicOnDemandCost'],
  savingsPlan: ['savings_plan_savings_plan_effective_cost', 'savingsPlan/SavingsPlanEffectiveCost'],
  reservation: ['reservation_effective_cost', 'reservation/EffectiveCost'],
} as const;

type Column = keyof typeof columns;

/**
 * What usage cost. A row that a Savings Plan covers has the on-demand price as its unblended cost, which a row of type
 * SavingsPlanNegation takes back; a row that a reservation covers has none.
 */
function costs(cells: Cells<Column>, type: string, isUsage: boolean) {
  const billed = cells.decimal('unblended');
  if (!isUsage) return { billed, effective: NOTHING, onDemand: NOTHING };
  if (type === 'SavingsPlanCoveredUsage') {
    return { billed, effective: cells.decimal('savingsPlan'), onDemand: billed };
  }
  if (type === 'DiscountedUsage') {
    const [effective, onDemand] = [cells.decimal('reservation'), cells.decimal('onDemand')];
    return { billed, effective, onDemand };
  }
  return { billed, effective: billed, onDemand: billed };
}

const USAGE = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'];

/** Cost and Usage Report: 2.0, or the older one with names such as `lineItem/UsageType`. */
export const cur: BillFormat<Column> = {
  name: 'CUR',
  columns,
  currency: 'currency',
  required: ['type', 'service', 'usageType', 'operation', 'quantity', 'unblended', 'month'],
  isOne: (header) => header.some((column) => /^(line_item_|lineItem\/)/.test(column)),
  tagColumns: /^(resource_tags|tags)$/,
  tagColumn: /^(?:resource_tags_|resourceTags\/)(.+)$/,
  read(cells): BilledRow {
    const type = cells.text('type');
    const isUsage = USAGE.includes(type);
    return {
      type,
      isUsage,
      month: cells.month('month'),
      service: cells.text('service'),
      usageType: cells.text('usageType'),
      operation: cells.text('operation'),
      region: cells.text('region'),
      quantity: isUsage ? cells.decimal('quantity') : NOTHING,
      ...costs(cells, type, isUsage),
    };
  },
};
