import { chunksOf } from '../chunks.ts';
import { failure, lastPart, type ServiceMeter } from './service-meter.ts';

const MESSAGE = /^(Message|PublishBatchRequestEntries\.member\.\d+\.Message)$/;

/** Every action; Publish and PublishBatch by 64 KB chunks of their messages. */
export const meterSns: ServiceMeter = ({ request, answer }) => {
  const form = new URLSearchParams(request.body.toString());
  const field = (name: string): string => form.get(name) ?? request.query.get(name) ?? '';
  const operation = field('Action');
  const resource = lastPart(field('TopicArn') || field('TargetArn') || field('ResourceArn'));
  const call = { service: 'sns' as const, operation, resource, ...failure(answer) };
  if (answer.status >= 400 || !operation.startsWith('Publish')) return [call];
  const bytes = [...form]
    .filter(([name]) => MESSAGE.test(name))
    .reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
  return [{ ...call, chunks: chunksOf(bytes) }];
};
