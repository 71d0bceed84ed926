import { STATUS_CODES } from 'node:http';
import type { FieldError } from '../validate.ts';

/** What a problem may carry besides its sentence. */
export interface ProblemOptions {
  /** The fields that are wrong. */
  errors?: readonly FieldError[];
  /** Stable machine-readable code; each class has a default. */
  code?: string;
  /** Response headers, such as `Retry-After`. */
  headers?: Record<string, string>;
  /** What led to it; logged, never sent. */
  cause?: unknown;
}

/**
 * An answer other than success, in the form of RFC 9457. Everything in it but `cause` is sent to the client.
 *
 * @example
 * throw new HttpProblem(429, 'TOO_MANY_REQUESTS', 'Try again in a second', { headers: { 'retry-after': '1' } });
 */
export class HttpProblem extends Error {
  override readonly name: string = 'HttpProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.status = status;
    this.code = options.code ?? code;
    this.title = STATUS_CODES[status] ?? 'Error';
    this.detail = detail;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/**
 * 400: the request is malformed or fails its schema.
 *
 * @example
 * throw new BadRequest('The cursor is not valid', { errors: [{ field: 'cursor', message: 'Unknown' }] });
 */
export class BadRequest extends HttpProblem {
  override readonly name = 'BadRequest';
  constructor(detail: string, options?: ProblemOptions) {
    super(400, 'BAD_REQUEST', detail, options);
  }
}

/**
 * 404: there is no such resource.
 *
 * @example
 * throw new NotFound(`Item ${id} does not exist`);
 */
export class NotFound extends HttpProblem {
  override readonly name = 'NotFound';
  constructor(detail: string, options?: ProblemOptions) {
    super(404, 'NOT_FOUND', detail, options);
  }
}

/**
 * 409: the resource's state does not allow it.
 *
 * @example
 * throw new Conflict(`Item ${id} exists already`);
 */
export class Conflict extends HttpProblem {
  override readonly name = 'Conflict';
  constructor(detail: string, options?: ProblemOptions) {
    super(409, 'CONFLICT', detail, options);
  }
}

/**
 * 412: a condition of the request, such as `If-Match`, does not hold.
 *
 * @example
 * throw new PreconditionFailed('The item was changed meanwhile', { headers: { etag } });
 */
export class PreconditionFailed extends HttpProblem {
  override readonly name = 'PreconditionFailed';
  constructor(detail: string, options?: ProblemOptions) {
    super(412, 'PRECONDITION_FAILED', detail, options);
  }
}

/**
 * 413: the body, or a part of it, is larger than allowed.
 *
 * @example
 * throw new PayloadTooLarge('An item may have 400 KB');
 */
export class PayloadTooLarge extends HttpProblem {
  override readonly name = 'PayloadTooLarge';
  constructor(detail: string, options?: ProblemOptions) {
    super(413, 'PAYLOAD_TOO_LARGE', detail, options);
  }
}

/**
 * 415: the body is not of a media type that is understood here.
 *
 * @example
 * throw new UnsupportedMediaType('Send the body as application/merge-patch+json');
 */
export class UnsupportedMediaType extends HttpProblem {
  override readonly name = 'UnsupportedMediaType';
  constructor(detail: string, options?: ProblemOptions) {
    super(415, 'UNSUPPORTED_MEDIA_TYPE', detail, options);
  }
}

/**
 * 422: well-formed, yet it asks for something that makes no sense here.
 *
 * @example
 * throw new Unprocessable('The table has no such index', { code: 'UNKNOWN_INDEX' });
 */
export class Unprocessable extends HttpProblem {
  override readonly name = 'Unprocessable';
  constructor(detail: string, options?: ProblemOptions) {
    super(422, 'UNPROCESSABLE', detail, options);
  }
}
