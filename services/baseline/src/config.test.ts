import { placingConfig, renderingConfig, storingConfig } from './config.ts';

describe('placingConfig', () => {
  it('reads the environment', () => {
    const env = { STORE_ORDER_FUNCTION: 'store', PLACING_SECONDS: '15' };

    expect(placingConfig(env)).toEqual({ storeOrderFunction: 'store', placingMs: 15_000 });
  });

  it.each(['', '0', 'soon', undefined])('refuses %j for a time', (PLACING_SECONDS) => {
    expect(() => placingConfig({ STORE_ORDER_FUNCTION: 'store', PLACING_SECONDS })).toThrow(
      'PLACING_SECONDS',
    );
  });
});

describe('storingConfig and renderingConfig', () => {
  it('name every variable that is missing', () => {
    expect(() => storingConfig({})).toThrow(/ORDERS_TABLE.*ORDERS_BUCKET.*RENDER_RECEIPT_FUNCTION/);
    expect(() => renderingConfig({})).toThrow(/RECEIPTS_BUCKET.*ARCHIVE_BUCKET/);
  });
});
