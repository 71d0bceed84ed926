import { stayingText } from './staying.ts';

describe('stayingText', () => {
  it('names a few messages, and tells the reason of many once', () => {
    const many = Array.from({ length: 1000 }, (_, at) => ({ messageId: `m${at}`, reason: 'held' }));
    expect(stayingText([{ messageId: 'a', reason: 'gone' }, ...many])).toEqual([
      'a stays: gone',
      '1,000 messages stay, such as m0: held',
    ]);
    expect(stayingText([])).toEqual([]);
  });
});
