export const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';

/** What a task's Resource asks for: a function by its ARN, the service's Invoke, or nothing that is here. */
export const integrationOf = (resource: string): 'function' | 'invoke' | undefined => {
  if (resource === LAMBDA_INVOKE) return 'invoke';
  return /^arn:aws[\w-]*:lambda:[\w-]+:\d{12}:function:/.test(resource) ? 'function' : undefined;
};
