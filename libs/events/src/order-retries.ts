import { deliveryId, type ReceivedOrders } from './order-deliveries.ts';
import { ORDERS_PLACED } from './orders-placed.ts';
import { sendMessages, type SendOptions } from './send-messages.ts';

/** An order that was not handled. */
export interface FailedDelivery {
  deliveryId: string;
  error: Error;
}

/** Brings orders that failed again without their neighbours. */
export interface OrderRetries {
  /** Returns the messages that must come again as they are, each with the first error of its orders. */
  separate(
    messages: readonly ReceivedOrders[],
    failures: readonly FailedDelivery[],
  ): Promise<{ messageId: string; error: Error }[]>;
}

/** Where more orders fail, it is not the orders: what they need is in trouble, and time helps it more than requests. */
const MAX_APART = 10;

type FailedMessage = ReceivedOrders & { errors: Map<number, Error>; error: Error };

/** Each order that failed, as a message of its own: an event of one order. */
const apart = ({ value, errors, messageId, error }: FailedMessage) =>
  value['detail-type'] === ORDERS_PLACED
    ? [...errors.keys()].map((position) => ({
        messageId,
        error,
        body: JSON.stringify({ ...value, detail: { orders: [value.detail.orders[position]] } }),
      }))
    : [];

/** Both go to the log: what is wrong with the queue, and with the order. */
const notSent = ({ error: cause }: { error: Error }, { name, message }: Error): Error =>
  new Error(`Not sent back alone: ${name}: ${message}`, { cause });

const isMixed = ({ value, errors }: FailedMessage): boolean =>
  value['detail-type'] === ORDERS_PLACED &&
  errors.size < value.detail.orders.length &&
  errors.size <= MAX_APART;

/**
 * Where some orders of a message were handled and some failed, sends the latter back to the queue, each alone, and lets
 * the message go: only what fails is tried again, and only it becomes a dead letter. Where all or more than ten failed,
 * or where the queue does not take them, the message comes again as it is, after the queue's visibility timeout.
 *
 * @param options.queueUrl the queue that the messages came from
 *
 * @example
 * const retries = createOrderRetries({ sqs: new SQSClient({ maxAttempts: 1 }), queueUrl });
 * return { failed: await retries.separate(messages, failures) };
 */
export const createOrderRetries = (options: SendOptions): OrderRetries => ({
  async separate(messages, failures) {
    const errorOf = new Map(failures.map(({ deliveryId, error }) => [deliveryId, error]));
    const failed = messages.flatMap((message): FailedMessage[] => {
      const errors = new Map<number, Error>();
      const { value } = message;
      const count = value['detail-type'] === ORDERS_PLACED ? value.detail.orders.length : 1;
      for (let position = 0; position < count; position++) {
        const id = deliveryId(message.messageId, position);
        const error = errorOf.get(id);
        if (error) errors.set(position, error);
        errorOf.delete(id);
      }
      const [error] = errors.values();
      return error ? [{ ...message, errors, error }] : [];
    });
    const [stranger] = errorOf.keys();
    // Some order failed, and nobody knows which: to let its message pass would lose it.
    if (stranger !== undefined) throw new Error(`Not in this batch: ${stranger}`);

    const lost = await sendMessages(options, failed.filter(isMixed).flatMap(apart));
    const unsent = new Map(lost.map(({ item, error }) => [item.messageId, notSent(item, error)]));
    return failed
      .filter((message) => !isMixed(message) || unsent.has(message.messageId))
      .map(({ messageId, error }) => ({ messageId, error: unsent.get(messageId) ?? error }));
  },
});

/** A log line names no more, however many failed. */
const MAX_NAMED = 20;

/**
 * For the log: the orders that failed, up to 20 of those that could be read; undefined when none did.
 *
 * @example
 * logger.info('Orders stored', { received, stored, failedOrders: failedOrders(failed) });
 */
export const failedOrders = (
  failures: readonly { orderId?: string | undefined }[],
): string[] | undefined =>
  failures.length === 0
    ? undefined
    : failures.flatMap(({ orderId }) => orderId ?? []).slice(0, MAX_NAMED);
