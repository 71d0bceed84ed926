import { AwsError } from '../../aws-api.ts';
import { invalidParameter, validation } from '../functions/errors.ts';

/** The name inside what a caller may write: a name, `123456789012:function:name` or an ARN, each with an optional version. */
export const parseFunctionName = (text: string): { functionName: string; qualifier?: string } => {
  const parts = text.split(':');
  const at = parts.indexOf('function');
  const [functionName, qualifier] = at >= 0 ? parts.slice(at + 1) : parts;
  if (!functionName || !/^[\w-]{1,140}$/.test(functionName)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must be a function name or ARN`,
    );
  }
  return { functionName, ...(qualifier !== undefined && { qualifier }) };
};

/** A name and the `Qualifier` beside it; both may name the version. @throws AwsError when they disagree. */
export const parseFunction = (
  text: string,
  query: URLSearchParams,
): { functionName: string; qualifier?: string } => {
  const parsed = parseFunctionName(text);
  const qualifier = query.get('Qualifier') || parsed.qualifier;
  if (qualifier === undefined) return parsed;
  if (parsed.qualifier !== undefined && parsed.qualifier !== qualifier) {
    throw invalidParameter(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  if (!/^(\$LATEST|[\w-]{1,128})$/.test(qualifier)) {
    throw validation([
      `Value '${qualifier}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (|[a-zA-Z0-9$_-]+)`,
    ]);
  }
  return { ...parsed, qualifier };
};
