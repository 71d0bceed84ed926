// Orders to begin with.

const LAMP = { sku: 'LAMP-1', description: 'Desk lamp', quantity: 2, unitAmount: 1999 };
const BULB = { sku: 'BULB-9', description: 'LED bulb', quantity: 4, unitAmount: 450 };

const VALID = { customerId: 'customer-1', currency: 'EUR', lines: [LAMP, BULB] };

const INVALID = {
  ...{ customerId: 'customer 1', currency: 7, surprise: true },
  lines: [{ ...LAMP, quantity: 0 }, BULB],
};

/** Too large for an event: it goes by way of a bucket. */
const LARGE = { ...VALID, note: 'A long note. '.repeat(20_000) };

const MANY = Array.from({ length: 25 }, (_, index) => ({
  ...VALID,
  customerId: `customer-${index + 1}`,
}));

/** @type {Record<string, unknown>} */
export const EXAMPLES = {
  'a valid order': VALID,
  'an invalid order': INVALID,
  '25 orders in one request': MANY,
  'a large order, 260 KB': LARGE,
};
