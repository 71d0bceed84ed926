import { type Principal } from './iam/types.ts';

/** One request to an AWS API, as it reached the endpoint, body read to its end. */
export type AwsRequest = {
  method: string;
  /** Path without the query string, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  /** Header names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
  /** Who signed the request. */
  principal: Principal;
};

export type AwsResponse = {
  status: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
};

/** The API of one AWS service: never rejects; a failure is an AWS error answer. */
export type AwsApi = (request: AwsRequest) => Promise<AwsResponse>;

/** An error that reaches the caller as AWS would send it. `code` is AWS's own, e.g. `ResourceNotFoundException`. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;
  readonly fields: Record<string, unknown>;

  constructor(code: string, message: string, status = 400, fields: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = fields;
  }
}
