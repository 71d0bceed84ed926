import { createHash } from 'node:crypto';
import { packReceipt, unpackReceipt } from './receipt-codec.ts';
import { dictionary1 } from './receipt-dictionary-1.ts';

describe('packReceipt', () => {
  it('gives back the same bytes', () => {
    const pdf = Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\nanything', 'latin1');

    expect(Buffer.from(unpackReceipt(packReceipt(pdf)))).toEqual(pdf);
  });

  it('names the dictionary it needs', () => {
    expect(packReceipt(Buffer.from('%PDF'))[0]).toBe(1);
  });
});

describe('unpackReceipt', () => {
  it('refuses a receipt of a dictionary it does not have', () => {
    expect(() => unpackReceipt(Buffer.of(9, 1, 2))).toThrow('unknown dictionary 9');
  });

  it('reads a receipt that was stored by the first version', () => {
    const stored = 'AcOVByBVYhE0MFPLUJpThHIEAA==';

    const pdf = Buffer.from(unpackReceipt(Buffer.from(stored, 'base64'))).toString('latin1');

    expect(pdf).toContain('(first receipt ever)');
  });
});

describe('dictionary 1', () => {
  it('never changes', () => {
    expect(createHash('sha256').update(dictionary1).digest('hex')).toBe(
      '8a4dafec033551eaf6bb310a6924a1f7156693a3e068bfe9ae26289d5335bd36',
    );
  });
});
