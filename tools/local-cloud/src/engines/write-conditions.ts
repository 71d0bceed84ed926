import { type FastifyInstance, type FastifyRequest } from 'fastify';
/* eslint-disable @nx/enforce-module-boundaries -- the package exports `startFauxqs` alone */
import { S3Error } from '../../../../node_modules/fauxqs/dist/common/errors.js';
import { type S3Store } from '../../../../node_modules/fauxqs/dist/s3/s3Store.js';
/* eslint-enable @nx/enforce-module-boundaries */

const OBJECT_ROUTE = '/:bucket/*';

/** The object that a request is about to write, if it writes one: a PUT, a copy, or the end of a multipart upload. */
const writtenObject = (request: FastifyRequest): { bucket: string; key: string } | undefined => {
  const { uploadId, renameObject } = request.query as Record<string, string | undefined>;
  const writes =
    request.method === 'PUT'
      ? uploadId === undefined && renameObject === undefined
      : request.method === 'POST' && uploadId !== undefined;
  const { bucket = '', '*': key = '' } = request.params as Record<string, string | undefined>;
  return writes && request.routeOptions.url === OBJECT_ROUTE && key ? { bucket, key } : undefined;
};

const failed = (): S3Error =>
  new S3Error(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
  );

const exists = (store: S3Store, bucket: string, key: string): boolean => {
  try {
    return Boolean(store.headObject(bucket, key));
  } catch (error) {
    if (error instanceof S3Error && error.code === 'NoSuchKey') return false;
    throw error;
  }
};

/** @throws S3Error when the object isn't what the request takes it to be. */
const checkConditions = (request: FastifyRequest, store: S3Store): void => {
  const written = writtenObject(request);
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  if (!written || (ifMatch === undefined && ifNoneMatch === undefined)) return;
  const { bucket, key } = written;
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== '*')
      throw new S3Error('NotImplemented', 'If-None-Match of a write can only be *', 501);
    if (exists(store, bucket, key)) throw failed();
  }
  const quoted = (etag: string): string => `"${etag.replaceAll('"', '')}"`;
  // Without the object the engine's own error is S3's: 404 NoSuchKey.
  if (ifMatch !== undefined && store.headObject(bucket, key).etag !== quoted(ifMatch))
    throw failed();
};

/**
 * `If-Match` and `If-None-Match` for writes, which fauxqs knows for reads alone. Nothing comes between the check and the
 * write: both happen in one turn of the event loop, after the body has arrived.
 */
export const addWriteConditions = (app: FastifyInstance, store: S3Store): void => {
  app.addHook('preHandler', (request, reply, done) => {
    try {
      checkConditions(request, store);
      done();
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      void reply.header('content-type', 'application/xml').code(error.statusCode);
      void reply.send(error.toXml());
    }
  });
};
