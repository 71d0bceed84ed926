import { type CloudContext } from '../../context.ts';
import { AwsError } from '../../aws-api.ts';
import { functionNotFound, invalidParameter, validation } from '../functions/errors.ts';

type Account = Pick<CloudContext, 'region' | 'accountId'>;

type NamedFunction = { functionName: string; qualifier?: string };

/** A name, `123456789012:function:name` or an ARN, each with an optional version. */
const pattern =
  /^(?:arn:aws[\w-]*:lambda:(?<region>[\w-]+):)?(?:(?<accountId>\d{12}):)?(?:function:)?(?<functionName>[\w-]+)(?::(?<qualifier>\$LATEST|[\w-]+))?$/;

/** What a caller may write for a function. @throws AwsError when it is none, or not one of this account and region. */
export const parseFunctionName = (text: string, account: Account): NamedFunction => {
  const { functionName, qualifier, region, accountId } = pattern.exec(text)?.groups ?? {};
  if (functionName === undefined) {
    throw validation([
      `Value '${text}' at 'functionName' failed to satisfy constraint: Member must be a function name or ARN`,
    ]);
  }
  if (region !== undefined && region !== account.region) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Functions from '${region}' are not reachable in this region ('${account.region}')`,
      404,
      { Type: 'User' },
    );
  }
  if (accountId !== undefined && accountId !== account.accountId) throw functionNotFound(text);
  return { functionName, ...(qualifier !== undefined && { qualifier }) };
};

/** A name and the `Qualifier` beside it; both may name the version. @throws AwsError when they disagree. */
export const parseFunction = (
  text: string,
  query: URLSearchParams,
  account: Account,
): NamedFunction => {
  const parsed = parseFunctionName(text, account);
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
