/** A delivery that no retry can save. `code` is the ERROR_CODE that AWS puts on the dead letter. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type Failure = { code: string; message: string; permanent: boolean };

const PERMANENT: [code: string, errors: RegExp][] = [
  ['NO_RESOURCE', /NonExistentQueue|QueueDoesNotExist|ResourceNotFound|NotFoundException$/],
  ['NO_PERMISSIONS', /AccessDenied|NotAuthorized|Unauthorized|Forbidden/],
  [
    'INVALID_PARAMETER',
    /Invalid(Parameter|MessageContents|Request)|Validation|MissingParameter|TooLong/,
  ],
];
const RETRIABLE: [code: string, errors: RegExp][] = [
  ['THROTTLING', /TooManyRequests|Throttl/],
  ['TIMEOUT', /Timeout/],
  ['CONNECTION_FAILURE', /^E(CONN|PIPE|HOST|NET)/],
];

/** Says in EventBridge's words why a delivery failed, by the AWS error code (or system error code) of the failure. */
export const failureOf = (error: unknown): Failure => {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Undeliverable) return { code: error.code, message, permanent: true };
  const names = [property(error, 'code'), property(error, 'name')];
  const find = (table: [string, RegExp][]) =>
    table.find(([, pattern]) => names.some((name) => pattern.test(name)))?.[0];
  const code = find(PERMANENT);
  return code === undefined
    ? { code: find(RETRIABLE) ?? 'ERROR_FROM_TARGET', message, permanent: false }
    : { code, message, permanent: true };
};

const property = (error: unknown, name: 'code' | 'name'): string => {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
};
