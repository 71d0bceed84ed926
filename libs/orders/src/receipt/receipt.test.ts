import { aPlacedOrder } from '@acado/events/testing';
import { readPdf } from '../testing/read-pdf.ts';
import { widthOf } from './helvetica.ts';
import { renderReceipt } from './receipt.ts';

const line = { sku: 'bolt-m8', description: 'Bolt M8', quantity: 4, unitAmount: 25 };
const textsOf = (pdf: Uint8Array) => readPdf(pdf).pages.map((page) => page.texts);

describe('renderReceipt', () => {
  it('says who bought what, when, and for how much', () => {
    const order = aPlacedOrder({
      customerId: 'c-1',
      lines: [
        { sku: 'bolt-m8', description: 'Bolt M8', quantity: 1_000, unitAmount: 25 },
        { sku: 'nut-m8', quantity: 2, unitAmount: 123_456 },
      ],
    });

    const pdf = renderReceipt(order);

    expect(readPdf(pdf).title).toBe(`Receipt ${order.orderId}`);
    expect(textsOf(pdf)).toEqual([
      [
        ...['Receipt', 'Acado', 'Order', order.orderId],
        ...['Placed', '2026-01-01 12:00 UTC', 'Customer', 'c-1'],
        ...['Item', 'Quantity', 'Unit price', 'Amount in EUR'],
        ...['Bolt M8', 'bolt-m8', '1,000', '0.25', '250.00'],
        ...['nut-m8', '2', '1,234.56', '2,469.12'],
        ...['Total EUR', '2,719.12'],
        ...[`Order ${order.orderId}`, 'Page 1 of 1'],
      ],
    ]);
  });

  it('gives the same bytes for the same order', () => {
    const long = aPlacedOrder({ lines: Array.from({ length: 1_000 }, () => line) });

    expect(renderReceipt(aPlacedOrder())).toEqual(renderReceipt(aPlacedOrder()));
    expect(renderReceipt(long)).toEqual(renderReceipt(long));
  });

  it('goes on to further pages, with the table head on each', () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({ ...line, sku: `sku-${index}` }));

    const pages = textsOf(renderReceipt(aPlacedOrder({ lines })));

    expect(pages).toHaveLength(4);
    expect(pages.every((texts) => texts.includes('Unit price'))).toBe(true);
    expect(pages.map((texts) => texts.at(-1))).toEqual([
      'Page 1 of 4',
      'Page 2 of 4',
      'Page 3 of 4',
      'Page 4 of 4',
    ]);
    expect(pages.flat().filter((text) => text.startsWith('sku-'))).toEqual(
      lines.map(({ sku }) => sku),
    );
  });

  it('renders an order of 10,000 lines', () => {
    const lines = Array.from({ length: 10_000 }, () => line);

    const pdf = renderReceipt(aPlacedOrder({ lines }));

    expect(textsOf(pdf).flat()).toContain('10,000.00');
    expect(
      textsOf(pdf)
        .flat()
        .filter((text) => text === 'bolt-m8'),
    ).toHaveLength(10_000);
  });

  it('wraps a long description and keeps every word of it', () => {
    const description = 'WMW '.repeat(250).trim();

    const [texts = []] = textsOf(
      renderReceipt(aPlacedOrder({ lines: [{ ...line, description }] })),
    );

    const printed = texts.filter((text) => text.startsWith('WMW'));
    expect(printed.join(' ')).toBe(description);
    expect(Math.max(...printed.map(widthOf))).toBeLessThanOrEqual(25_000);
  });

  it('fits a row on a page however much its text grows in Latin letters', () => {
    const description = '\u{1f469}\u{1f3fd}'.repeat(250);
    const lines = Array.from({ length: 20 }, () => ({
      sku: '\ufdfa'.repeat(64),
      quantity: 1,
      unitAmount: 1,
      description,
    }));

    const pages = readPdf(renderReceipt(aPlacedOrder({ lines }))).pages;

    for (const { operators } of pages) {
      const moves = [...operators.matchAll(/^1 0 0 1 0 -(\d+) cm$/gm)].map(([, down]) =>
        Number(down),
      );
      expect(moves.reduce((sum, down) => sum + down, 0)).toBeLessThanOrEqual(842 - 48 - 56);
    }
  });

  it('shows text of any script', () => {
    const lines = [{ ...line, description: 'Чайник «Весна» 東京' }];

    const texts = textsOf(renderReceipt(aPlacedOrder({ lines }))).flat();

    expect(texts).toContain('Chaynik \xabVesna\xbb DongJing');
  });

  it('takes its decimals from the currency', () => {
    const texts = textsOf(renderReceipt(aPlacedOrder({ currency: 'JPY' }))).flat();

    expect(texts).toEqual(expect.arrayContaining(['Total JPY', '100']));
  });
});
