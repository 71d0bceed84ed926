import { AwsError } from '../../aws-api.ts';

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
