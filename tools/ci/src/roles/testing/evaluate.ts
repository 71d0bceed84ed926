import { decisionOf } from '@acado/local-cloud/iam';
import { rolesTemplate } from '../template.ts';

const STAGE = 'local';
const local: Record<string, string> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '000000000000',
  Stage: STAGE,
  Repository: 'owner/name',
};
export const BOUNDARY = `arn:aws:iam::000000000000:policy/ci-acado-${STAGE}-boundary`;

type Document = { Statement: Parameters<typeof decisionOf>[0] };
type LogicalId = keyof typeof rolesTemplate.Resources;

/** The template's intrinsics for the stage `local`, that of the packages that are there when tests run. */
function resolve(value: unknown, pseudo: Record<string, string>): unknown {
  const within = (each: unknown) => resolve(each, pseudo);
  if (Array.isArray(value)) return value.map(within);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return value.Ref === 'Boundary' ? BOUNDARY : value.Ref;
  if ('Fn::FindInMap' in value) return 'lo';
  if ('Fn::If' in value && Array.isArray(value['Fn::If'])) return within(value['Fn::If'][1]);
  if ('Fn::Sub' in value) {
    const [text, own] = [value['Fn::Sub'], {}].flat() as [string, Record<string, unknown>];
    const names = { ...pseudo, ...(within(own) as Record<string, string>) };
    return text.replace(/\$\{([\w:]+)\}/g, (_all, name: string) => names[name] ?? `\${${name}}`);
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, within(each)]));
}

/** A resource of the template. */
export const resolved = (id: LogicalId, pseudo: Record<string, string> = local) =>
  resolve(rolesTemplate.Resources[id], pseudo) as { Properties: Record<string, unknown> };

/** The statements of a managed policy, or of a role with all its policies. */
export function statementsOf(id: LogicalId): Document['Statement'] {
  const {
    PolicyDocument,
    ManagedPolicyArns = [],
    Policies = [],
  } = resolved(id).Properties as {
    PolicyDocument?: Document;
    ManagedPolicyArns?: LogicalId[];
    Policies?: { PolicyDocument: Document }[];
  };
  return [
    ...(PolicyDocument?.Statement ?? []),
    ...ManagedPolicyArns.flatMap(statementsOf),
    ...Policies.flatMap((policy) => policy.PolicyDocument.Statement),
  ];
}

/** Whether a role or policy allows a request. Keys of the context in lower case. */
export const allows = (
  id: LogicalId,
  action: string,
  resource: string,
  context: Record<string, string> = {},
): boolean => decisionOf(statementsOf(id), action, resource, context) === 'allow';
