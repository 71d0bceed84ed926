/** A template that can't be provisioned; the message says which stack, which resource and where in it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';

  constructor(
    /** e.g. `acado-crud-api-local`. */
    stackName: string,
    path: readonly (string | number)[],
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${stackName}: ${formatPath(path)}: ${message}`, options);
  }
}

/** `['Resources', 'Queue', 'Tags', 0]` → `Resources.Queue.Tags[0]`. */
export const formatPath = (path: readonly (string | number)[]): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text ? `${text}.${part}` : part;
  }, '');
