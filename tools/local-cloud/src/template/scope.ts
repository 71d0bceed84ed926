import { evaluate, type Scope } from './evaluate.ts';
import { type Stack } from './schema.ts';
import { TemplateError } from './template-error.ts';

export type PhysicalResource = {
  physicalId: string;
  attributes: Record<string, unknown>;
  /** Where clients reach it: an API, or a stage of one. */
  url?: string;
};

export type Surroundings = { region: string; accountId: string; importValue: Scope['importValue'] };

/** The look-ups of one stack; `resources` fills while the stack is provisioned. */
export const scopeOf = (
  { stackName, template, parameters }: Stack,
  resources: ReadonlyMap<string, PhysicalResource>,
  { region, accountId, importValue }: Surroundings,
): Scope => {
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    'AWS::NotificationARNs': [],
  };

  const parameter = (name: string): unknown => {
    const declared = template.Parameters[name];
    if (!declared) return undefined;
    const value = parameters[name] ?? declared.Default;
    if (value === undefined)
      throw new TemplateError(stackName, ['Parameters', name], 'has no value and no default');
    const isList = declared.Type.startsWith('List<') || declared.Type === 'CommaDelimitedList';
    return isList && typeof value === 'string' ? value.split(',') : value;
  };

  const known = new Map<string, boolean>();
  const condition = (name: string): boolean | undefined => {
    if (!Object.hasOwn(template.Conditions, name)) return undefined;
    const cached = known.get(name);
    if (cached !== undefined) return cached;
    known.set(name, false); // a condition that refers to itself ends here instead of never
    const result = evaluate(template.Conditions[name], scope, ['Conditions', name]) === true;
    known.set(name, result);
    return result;
  };

  const scope: Scope = {
    stackName,
    region,
    ref: (name) => pseudo[name] ?? parameter(name) ?? resources.get(name)?.physicalId,
    getAtt: (logicalId, attribute) => resources.get(logicalId)?.attributes[attribute],
    condition,
    mapping: (map, first, second) => template.Mappings[map]?.[first]?.[second],
    importValue,
  };
  return scope;
};
