import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aMessage } from '../testing/a-message.ts';
import { checkSaveable, readSaved, saveMessages } from './saved.ts';

describe('saved messages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saved-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'messages.json');

  it('come back as they were, but for the receipt, and are nobody else’s to read', () => {
    const message = aMessage({
      body: '{"note":"grüße 🎉\\n"}',
      groupId: 'g',
      deduplicationId: 'd',
      traceHeader: 'Root=1',
      firstReceivedAt: 5,
      attributes: {
        kind: { DataType: 'String', StringValue: 'order' },
        raw: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 255]) },
      },
    });
    saveMessages(file, 'shop-dlq', [message]);
    const { queue, messages } = readSaved(file);
    expect(queue).toBe('shop-dlq');
    expect(messages).toHaveLength(1);
    const { BinaryValue } = messages[0]!.attributes.raw!;
    expect([...BinaryValue!]).toEqual([0, 1, 255]);
    expect({ ...messages[0], attributes: {} }).toEqual({
      ...message,
      attributes: {},
      receiptHandle: '',
    });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('are never written over, for they may be nowhere else', () => {
    const kept = join(folder, 'kept.json');
    saveMessages(kept, 'shop-dlq', [aMessage({ body: 'first' })]);
    expect(() => checkSaveable(kept)).toThrow('there is such a file already');
    expect(() => saveMessages(kept, 'shop-dlq', [])).toThrow('not written over');
    expect(readSaved(kept).messages).toMatchObject([{ body: 'first' }]);
  });

  it('are refused before anything is done where no file can be, and nothing is left of trying', () => {
    expect(() => checkSaveable(join(folder, 'kept.json/x.json'))).toThrow('--save');
    expect(() => checkSaveable('')).toThrow('--save');
    const there = join(folder, 'new/messages.json');
    checkSaveable(there);
    expect(existsSync(there)).toBe(false);
  });

  it('are explained when the file is another one', () => {
    expect(() => readSaved(join(folder, 'none.json'))).toThrow('ENOENT');
    writeFileSync(file, '{"queue":"q"}');
    expect(() => readSaved(file)).toThrow('messages');
  });
});
