/** The parts of a CloudFormation template that the guardrails read and write. */
export type Resource = {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  Metadata?: Record<string, unknown>;
};

export type Resources = Record<string, Resource>;

/** Whether a value is an object of named members. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The logical id that `Ref` or `Fn::GetAtt` points to, or undefined for anything else.
 *
 * @example
 * logicalIdOf({ 'Fn::GetAtt': ['OrdersQueue', 'Arn'] }); // 'OrdersQueue'
 */
export const logicalIdOf = (value: unknown): string | undefined => {
  if (!isRecord(value)) return undefined;
  const target: unknown = value.Ref ?? value['Fn::GetAtt'];
  const id: unknown = Array.isArray(target) ? target[0] : target;
  // In YAML `!GetAtt Queue.Arn` may stay one string.
  return typeof id === 'string' ? id.split('.')[0] : undefined;
};

/**
 * The value at a path of nested objects, or undefined where the path ends early.
 *
 * @example
 * at(resource.Properties, 'RedrivePolicy', 'deadLetterTargetArn');
 */
export const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

/**
 * The resources of one type.
 *
 * @example
 * for (const [logicalId, queue] of resourcesOf(resources, 'AWS::SQS::Queue')) { … }
 */
export const resourcesOf = (resources: Resources, type: string): [string, Resource][] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);
