import { type Finding, type Measured, noFinding } from '../finding.ts';

/** SQS: CloudWatch counts messages, AWS bills calls. */
export function measureQueues(measured: Measured): Finding {
  const { region, names, series, messagesPerCall } = measured;
  const finding = noFinding();
  const queues = new Set(
    ['NumberOfMessagesSent', 'NumberOfMessagesReceived', 'NumberOfEmptyReceives']
      .flatMap((name) => series.of('AWS/SQS', name, ['QueueName']))
      .map(({ dimensions }) => dimensions.QueueName ?? ''),
  );
  for (const QueueName of queues) {
    const label = names.serviceOf(QueueName);
    if (label === undefined) continue;
    const sum = (name: string) => Math.round(series.sum('AWS/SQS', name, { QueueName }) ?? 0);
    const calls = (name: string) => Math.ceil(sum(name) / messagesPerCall);
    const sent = sum('NumberOfMessagesSent');
    const messageBytes = sent === 0 ? 0 : sum('SentMessageSize') / sent;
    const line = {
      meter: 'sqs-requests',
      region,
      label,
      type: QueueName.endsWith('.fifo') ? 'fifo' : 'standard',
    } as const;
    finding.usage.push(
      {
        ...line,
        requests: calls('NumberOfMessagesSent') + calls('NumberOfMessagesReceived'),
        requestBytes: Math.ceil(messageBytes * messagesPerCall),
      },
      { ...line, requests: calls('NumberOfMessagesDeleted') + sum('NumberOfEmptyReceives') },
    );
  }
  if (finding.usage.length > 0) finding.sources.push(assumption(messagesPerCall));
  return finding;
}

const assumption = (messagesPerCall: number): string =>
  messagesPerCall === 1
    ? 'SQS: one call for each message sent, received and deleted is the most that it can be (--messages-per-call)'
    : `SQS: taken to be called with ${messagesPerCall} messages of average size each time`;
