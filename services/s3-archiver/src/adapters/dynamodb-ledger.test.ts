import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { createDynamoDbLedger } from './dynamodb-ledger.ts';

const ours = { name: 'our-object', claimedAt: 2 };

describe('createDynamoDbLedger', () => {
  it('reads the standing claim from the refusal, without another request', async () => {
    const commands: unknown[] = [];
    const send = async (command: object) => {
      commands.push(command.constructor.name);
      throw new ConditionalCheckFailedException({
        $metadata: {},
        message: 'The conditional request failed',
        Item: { eventId: { S: 'a' }, objectKey: { S: 'their-object' }, claimedAt: { N: '1' } },
      });
    };
    const ledger = createDynamoDbLedger({ send } as never, { tableName: 'ledger', days: 1 });
    const claims = await ledger.claim([{ eventId: 'a' }], ours);
    expect(claims).toEqual([{ name: 'their-object', claimedAt: 1 }]);
    expect(commands).toEqual(['PutCommand']);
  });

  it('does not take a throttled claim for a lost one', async () => {
    const send = async () => Promise.reject(new Error('ThrottlingException'));
    const ledger = createDynamoDbLedger({ send } as never, { tableName: 'ledger', days: 1 });
    await expect(ledger.claim([{ eventId: 'a' }], ours)).rejects.toThrow('ThrottlingException');
  });
});
