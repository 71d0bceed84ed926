import { eventIdFor } from '@acado/events';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { followOrder, type Step } from '../model/follow-order.ts';
import type { Outputs } from '../outputs.ts';
import type { Clients } from './clients.ts';

/**
 * Where an order has got to, by the tables: the APIs would tell too, but invoke functions, which the page then showed.
 */
export async function findOrder(
  { documents }: Pick<Clients, 'documents'>,
  { services }: Outputs,
  id: string,
): Promise<{ steps: Step[] }> {
  const itemOf = async (service: string, logicalId: string, key: Record<string, string>) => {
    const table = services[service]?.resources[logicalId];
    if (table === undefined) return undefined;
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: key, ConsistentRead: true }),
    );
    return Item;
  };
  const [order, receipt, claim] = await Promise.all([
    itemOf('worker-b', 'OrdersTable', { orderId: id }),
    itemOf('worker-c', 'ReceiptsTable', { orderId: id }),
    itemOf('s3-archiver', 'LedgerTable', { eventId: eventIdFor('OrderPlaced.v1', id) }),
  ]);
  return followOrder(id, {
    ...{ order, receipt, claim },
    orderUrl: services['worker-b']?.httpApi,
    receiptUrl: services['worker-c']?.httpApi,
  });
}
