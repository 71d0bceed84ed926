/** A message attribute as SQS has it. */
export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: Uint8Array;
}

/** A message that was received from a dead-letter queue. */
export interface DeadLetter {
  messageId: string;
  /** Of the last time it was received. */
  receiptHandle: string;
  body: string;
  /**
   * When it was first sent, in ms since 1970. A standard queue's message keeps the time when it was sent to the source
   * queue; a FIFO queue's has the time when it came to the dead-letter queue.
   */
  sentAt: number;
  /** When it was received for the first time, by its consumer, in ms since 1970. */
  firstReceivedAt?: number;
  /** Tries of its consumer included. */
  receiveCount: number;
  attributes: Readonly<Record<string, MessageAttribute>>;
  /** Trace header of X-Ray. */
  traceHeader?: string;
  /** Of a FIFO queue, or a fair one. */
  groupId?: string;
  /** Of a FIFO queue. */
  deduplicationId?: string;
}

/** How often the workbench has sent a message back; text, a number. */
export const REDRIVE_COUNT = 'AcadoRedriveCount';

/** How often a message was redriven by the workbench. */
export const redriveCountOf = ({ attributes }: Pick<DeadLetter, 'attributes'>): number => {
  const count = Number(attributes[REDRIVE_COUNT]?.StringValue);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
};

/** Bytes that SQS counts: body, and names, types and values of attributes. */
export const messageBytes = ({ body, attributes }: Pick<DeadLetter, 'body' | 'attributes'>) =>
  Buffer.byteLength(body) +
  Object.entries(attributes).reduce(
    (sum, [name, attribute]) => sum + attributeBytes(name, attribute),
    0,
  );

export const attributeBytes = (
  name: string,
  { DataType, StringValue = '', BinaryValue }: MessageAttribute,
): number =>
  Buffer.byteLength(name) +
  Buffer.byteLength(DataType) +
  Buffer.byteLength(StringValue) +
  (BinaryValue?.byteLength ?? 0);
