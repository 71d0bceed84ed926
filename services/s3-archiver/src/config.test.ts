import { readConfig } from './config.ts';

const env = {
  ARCHIVE_BUCKET: 'archive',
  LEDGER_TABLE: 'ledger',
  PAYLOADS_BUCKET: 'payloads',
  ORDERS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
  ATTEMPT_TIMEOUT: '120',
  LEDGER_DAYS: '45',
};

describe('readConfig', () => {
  it('reads the environment', () => {
    expect(readConfig(env)).toEqual({
      archiveBucket: 'archive',
      ledgerTable: 'ledger',
      payloadsBucket: 'payloads',
      queueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders',
      attemptTimeout: 120_000,
      ledgerDays: 45,
    });
  });

  it('names every variable that is missing or wrong', () => {
    const wrong = { ...env, LEDGER_TABLE: undefined, LEDGER_DAYS: 'many' };
    expect(() => readConfig(wrong)).toThrow(/LEDGER_TABLE.*LEDGER_DAYS/);
  });
});
