/** The parts of a Lambda function's ARN that a run needs. */
export interface FunctionArn {
  /** Unqualified. */
  functionArn: string;
  /** Version or alias; absent for `$LATEST`. */
  qualifier?: string | undefined;
  region: string;
  functionName: string;
}

const PATTERN =
  /^(arn:aws(?:-[a-z]+)*:lambda:([a-z]{2,}(?:-[a-z]+)+-\d+):\d{12}:function:([\w-]{1,64}))(?::(\$LATEST|[\w-]{1,128}))?$/;

/**
 * Takes the ARN of a function apart, with or without a version or alias, of any partition; `undefined` when it is none.
 *
 * @example
 * parseFunctionArn('arn:aws:lambda:us-east-1:123456789012:function:shop:live')?.qualifier; // 'live'
 */
export function parseFunctionArn(arn: string): FunctionArn | undefined {
  const [, functionArn, region, functionName, qualifier] = PATTERN.exec(arn) ?? [];
  if (functionArn === undefined || region === undefined || functionName === undefined) return;
  return {
    functionArn,
    region,
    functionName,
    qualifier: qualifier === '$LATEST' ? undefined : qualifier,
  };
}
