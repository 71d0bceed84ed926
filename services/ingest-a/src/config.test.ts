import { placingConfig, publishingConfig } from './config.ts';

const env = {
  INBOX_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/inbox',
  PAYLOADS_BUCKET: 'payloads',
  ORDERS_BASE_URL: '',
};

describe('placingConfig', () => {
  it('reads the environment', () => {
    expect(placingConfig(env)).toEqual({
      inboxUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/inbox',
      payloadsBucket: 'payloads',
      ordersBaseUrl: '',
    });
  });

  it('takes a base URL with or without its last slash', () => {
    const config = placingConfig({ ...env, ORDERS_BASE_URL: 'https://api.example.com/v1/' });
    expect(config.ordersBaseUrl).toBe('https://api.example.com/v1');
  });

  it('names every variable that is missing or wrong', () => {
    const wrong = { ORDERS_BASE_URL: 'nowhere', PAYLOADS_BUCKET: 'payloads' };
    expect(() => placingConfig(wrong)).toThrow(/INBOX_URL.*ORDERS_BASE_URL/);
  });
});

describe('publishingConfig', () => {
  it('reads the environment', () => {
    expect(publishingConfig({ EVENT_BUS: 'bus' })).toEqual({ eventBus: 'bus' });
  });

  it('names the variable that is missing', () => {
    expect(() => publishingConfig({})).toThrow('EVENT_BUS');
  });
});
