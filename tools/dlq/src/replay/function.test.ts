import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measuredUsage } from '../redrive/measured.ts';
import { findFunction } from './function.ts';

describe('functions of a workspace', () => {
  const root = mkdtempSync(join(tmpdir(), 'replay-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('services/bus/serverless.yml', 'service: acado-bus\nfunctions: { send: {} }');
  write(
    'services/shop/serverless.yml',
    'service: acado-shop\nfunctions: { sell: {}, list: {} }\ncustom: { bus: "acado-bus-${sls:stage}-orders" }',
  );
  const measured = { memoryMb: 256, architecture: 'arm64', billedMs: { mean: 12.5 } };
  write(
    'services/shop/usage.json',
    JSON.stringify({
      functions: { sell: { ...measured, batch: { messages: { mean: 4 } } }, list: measured },
    }),
  );

  it.each(['shop/sell', 'acado-shop-local-sell', 'acado-shop-feature-7-sell'])(
    'are found as %s, with what their service needs',
    (wanted) => {
      expect(findFunction(root, wanted)).toEqual({
        folder: 'services/shop',
        key: 'sell',
        together: ['services/bus', 'services/shop'],
      });
    },
  );

  it('are named when there is none', () => {
    expect(() => findFunction(root, 'shop/buy')).toThrow('bus/send, shop/sell, shop/list');
  });

  it('tell what they were measured to take', () => {
    const usage = { memoryMb: 256, architecture: 'arm64', billedMs: 12.5 };
    expect(measuredUsage(root, 'acado-shop-prod-sell')).toEqual({ ...usage, messages: 4 });
    expect(measuredUsage(root, 'acado-shop-prod-list')).toEqual({ ...usage, messages: 1 });
    expect(measuredUsage(root, 'acado-shop-prod-buy')).toBeUndefined();
    expect(measuredUsage(root, 'acado-bus-prod-send')).toBeUndefined();
    expect(measuredUsage(root, 'somebody-elses')).toBeUndefined();
  });
});
