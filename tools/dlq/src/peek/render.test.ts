import { REDRIVE_COUNT } from '../queue/message.ts';
import { aMessage } from '../testing/a-message.ts';
import { messageText, shownOf } from './render.ts';

describe('messageText', () => {
  const now = Date.UTC(2026, 0, 5, 3, 4, 5);
  const text = (overrides: Parameters<typeof aMessage>[0]) =>
    messageText(shownOf(aMessage(overrides)), 14 * 86_400, now);

  it('says how old a message is and when SQS deletes it', () => {
    expect(text({})).toContain('(3 d ago), expires in 11 d; received 4 times; 2 bytes');
  });

  it('says what it is about, and how often it was redriven', () => {
    const body = JSON.stringify({
      'detail-type': 'OrderPlaced',
      source: 'acado.ingest-a',
      detail: { metadata: { eventId: 'e1', correlationId: 'c1' }, data: { orderId: 'o1' } },
    });
    const attributes = { [REDRIVE_COUNT]: { DataType: 'Number', StringValue: '2' } };
    const shown = text({ body, attributes });
    for (const part of [
      'OrderPlaced of acado.ingest-a',
      'order o1',
      'event e1',
      'redriven 2 times, and back',
    ])
      expect(shown).toContain(part);
  });

  it('lets nothing through that a terminal acts upon', () => {
    expect(text({ body: 'red \u001b[31m\u0007 text' })).not.toMatch(/[\u001b\u0007]/);
  });
});
