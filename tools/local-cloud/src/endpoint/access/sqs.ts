import { type AccessOf, operationOf, parametersOf, textOf } from './access.ts';

/** SQS authorises per queue; a batch needs the permission of its single form. */
export const sqsAccess: AccessOf = (request, { region, accountId }) => {
  const parameters = parametersOf(request);
  const { QueueUrl, QueueName, SourceArn } = parameters;
  const name = (textOf(QueueUrl) || textOf(QueueName) || textOf(SourceArn)).split(/[/:]/).at(-1);
  return [
    {
      action: `sqs:${operationOf(request).replace(/Batch$/, '')}`,
      resource: name ? `arn:aws:sqs:${region}:${accountId}:${name}` : '*',
    },
  ];
};
