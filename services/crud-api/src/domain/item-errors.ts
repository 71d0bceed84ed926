/** What can be wrong with a request for items. */
export type ItemErrorCode =
  'NOT_FOUND' | 'EXISTS' | 'CONDITION_FAILED' | 'CONTENDED' | 'TOO_LARGE' | 'INVALID';

export class ItemError extends Error {
  override readonly name = 'ItemError';
  readonly code: ItemErrorCode;
  /** The part of the request that is meant. */
  readonly field: string | undefined;

  constructor(code: ItemErrorCode, message: string, options?: ErrorOptions & { field?: string }) {
    super(message, options);
    this.code = code;
    this.field = options?.field;
  }
}
