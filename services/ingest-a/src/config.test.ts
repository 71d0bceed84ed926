import { readConfig } from './config.ts';

const env = { EVENT_BUS: 'bus', PAYLOADS_BUCKET: 'payloads', ORDERS_BASE_URL: '' };

describe('readConfig', () => {
  it('reads the environment', () => {
    expect(readConfig(env)).toEqual({
      eventBus: 'bus',
      payloadsBucket: 'payloads',
      ordersBaseUrl: '',
    });
  });

  it('takes a base URL with or without its last slash', () => {
    const config = readConfig({ ...env, ORDERS_BASE_URL: 'https://api.example.com/v1/' });
    expect(config.ordersBaseUrl).toBe('https://api.example.com/v1');
  });

  it('names every variable that is missing or wrong', () => {
    const wrong = { ORDERS_BASE_URL: 'nowhere', PAYLOADS_BUCKET: 'payloads' };
    expect(() => readConfig(wrong)).toThrow(/EVENT_BUS.*ORDERS_BASE_URL/);
  });
});
