import { type BilledRow, NOTHING } from './billed-row.ts';
import type { BillFormat } from './bill-format.ts';

/** What is read of FOCUS with AWS columns. FOCUS 1.0 has the usage type in `x_UsageType`, 1.2 in `SkuMeter`. */
const columns = {
  category: ['ChargeCategory'],
  chargeClass: ['ChargeClass'],
  service: ['x_ServiceCode'],
  usageType: ['SkuMeter', 'x_UsageType'],
  operation: ['x_Operation'],
  quantity: ['PricingQuantity'],
  billed: ['BilledCost'],
  effective: ['EffectiveCost'],
  list: ['ListCost'],
  month: ['BillingPeriodStart'],
  region: ['RegionId'],
  currency: ['BillingCurrency'],
  commitment: ['CommitmentDiscountStatus'],
} as const;

/** Charges that look like usage and are none of this month. */
const typeOf = (category: string, chargeClass: string, commitment: string): string => {
  if (chargeClass === 'Correction') return `${category}, correction of an earlier bill`;
  if (commitment === 'Unused') return `${category}, commitment not used`;
  return category;
};

/** FinOps Open Cost and Usage Specification 1.2, as AWS exports it. */
export const focus: BillFormat<keyof typeof columns> = {
  name: 'FOCUS',
  columns,
  currency: 'currency',
  required: [
    'category',
    'service',
    'usageType',
    'operation',
    'quantity',
    'billed',
    'effective',
    'month',
  ],
  isOne: (header) => header.includes('ChargeCategory') || header.includes('BilledCost'),
  tagColumns: /^Tags$/,
  read(cells): BilledRow {
    const commitment = cells.text('commitment');
    const type = typeOf(cells.text('category'), cells.text('chargeClass'), commitment);
    const isUsage = type === 'Usage';
    const effective = isUsage ? cells.decimal('effective') : NOTHING;
    return {
      type,
      isUsage,
      month: cells.month('month'),
      service: cells.text('service'),
      usageType: cells.text('usageType'),
      operation: cells.text('operation'),
      region: cells.text('region'),
      // AWS leaves cells empty that should not be; usage without a quantity then shows as an error.
      quantity: isUsage && cells.text('quantity') !== '' ? cells.decimal('quantity') : NOTHING,
      billed: cells.decimal('billed'),
      effective,
      onDemand: isUsage && commitment !== '' ? cells.decimal('list') : effective,
    };
  },
};
