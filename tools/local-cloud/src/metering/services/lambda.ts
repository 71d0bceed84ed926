import { chunksOf } from '../chunks.ts';
import { failure, lastPart, type ServiceMeter } from './service-meter.ts';

const INVOKE = /^\/\d{4}-\d\d-\d\d\/functions\/([^/]+)\/invocations$/;
const INCLUDED_BYTES = 256 * 1024;

/** Requests that Lambda bills for an asynchronous event: one up to 256 KB, and one more for each further 64 KB. */
export const asyncRequests = (bytes: number): number =>
  bytes <= INCLUDED_BYTES ? 1 : 1 + chunksOf(bytes - INCLUDED_BYTES);

/** `…:function:name:version` or `name:version` → `name`. */
const functionNameOf = (text: string): string => {
  const parts = decodeURIComponent(text).split(':');
  const at = parts.indexOf('function');
  return (at >= 0 ? parts[at + 1] : parts[0]) ?? lastPart(text);
};

/** Invoke, by its type; a dry run and the rest of the API are free. */
export const meterLambda: ServiceMeter = ({ request, answer }) => {
  const name = request.method === 'POST' ? INVOKE.exec(request.path)?.[1] : undefined;
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (name === undefined || type === 'DryRun') return [];
  const call = { service: 'lambda' as const, resource: functionNameOf(name), ...failure(answer) };
  if (type !== 'Event') return [{ ...call, operation: 'Invoke' }];
  const billed = answer.status < 400 && { chunks: asyncRequests(request.body.length) };
  return [{ ...call, operation: 'InvokeAsync', ...billed }];
};
