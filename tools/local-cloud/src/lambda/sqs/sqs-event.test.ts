import { anSqsRecord } from '../testing/an-sqs-record.ts';
import { filterView, toSqsRecord } from './sqs-event.ts';

describe('toSqsRecord', () => {
  it('shows a message as Lambda does', () => {
    const { messageId, receiptHandle, body, attributes, md5OfBody, eventSourceARN } =
      anSqsRecord('a');

    const record = toSqsRecord(
      {
        MessageId: messageId,
        ReceiptHandle: receiptHandle,
        Body: body,
        MD5OfBody: md5OfBody,
        Attributes: attributes,
        MessageAttributes: {
          kind: { DataType: 'String', StringValue: 'order' },
          bytes: { DataType: 'Binary', BinaryValue: Buffer.from('hi') },
        },
      },
      eventSourceARN,
    );

    expect(record).toEqual({
      ...anSqsRecord('a'),
      messageAttributes: {
        kind: {
          stringValue: 'order',
          stringListValues: [],
          binaryListValues: [],
          dataType: 'String',
        },
        bytes: {
          binaryValue: 'aGk=',
          stringListValues: [],
          binaryListValues: [],
          dataType: 'Binary',
        },
      },
    });
  });
});

describe('filterView', () => {
  it('parses a body that is JSON and leaves any other', () => {
    expect(filterView(anSqsRecord('a', '{"x":1}'))).toMatchObject({ body: { x: 1 } });
    expect(filterView(anSqsRecord('a', 'plain'))).toMatchObject({ body: 'plain' });
  });
});
