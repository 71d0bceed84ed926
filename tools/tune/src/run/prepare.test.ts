import { prepare } from './prepare.ts';
import { aTuner } from './testing/a-tuner.ts';

const nameOf = (key: string): string => `shop-${key}`;

describe('prepare', () => {
  it('invokes each function as often as is said', async () => {
    const tuner = aTuner([]);
    await prepare(tuner, nameOf, [
      { function: 'sell', payload: { id: '{{index}}' }, times: 2 },
      { function: 'stock', payload: 1, times: 1 },
    ]);
    expect(tuner.calls).toEqual([
      'invoke shop-sell {"id":"0"}',
      'invoke shop-sell {"id":"1"}',
      'invoke shop-stock 1',
    ]);
  });

  it.each(['{"statusCode":409}', '{"batchItemFailures":[{"itemIdentifier":"a"}]}'])(
    'fails when the answer is %s',
    async (answer) => {
      const invoke = async (): Promise<string> => answer;
      await expect(
        prepare({ invoke }, nameOf, [{ function: 'sell', payload: 1, times: 1 }]),
      ).rejects.toThrow(`shop-sell refused what it was prepared with: ${answer}`);
    },
  );

  it.each(['{"statusCode":201}', '{"batchItemFailures":[]}', 'null', '"done"'])(
    'goes on when the answer is %s',
    async (answer) => {
      const invoke = async (): Promise<string> => answer;
      await prepare({ invoke }, nameOf, [{ function: 'sell', payload: 1, times: 1 }]);
    },
  );
});
