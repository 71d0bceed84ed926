/** An error of the runtime itself; its type reaches the caller as `Runtime.<kind>`. */
export class RuntimeError extends Error {
  constructor(kind, message) {
    super(message);
    this.name = `Runtime.${kind}`;
  }
}

/** As the Runtime API and the caller of the function receive it. */
export const toResponse = (error) =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        trace: (error.stack ?? '').split('\n'),
      }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

/** As the log shows it: with the error's own properties. */
export const toLogText = (error) => {
  const plain = (_key, value) =>
    value instanceof Error
      ? {
          errorType: value.name,
          errorMessage: value.message,
          code: value.code,
          ...value,
          stack: value.stack?.split('\n'),
        }
      : value;
  try {
    return `\t${JSON.stringify(error, plain)}`;
  } catch {
    return `\t${JSON.stringify(toResponse(error))}`;
  }
};
