import { decisionOf } from './statements.ts';
import { type ResourceStatement } from './types.ts';

/** A service of AWS that acts for one of the account's resources, e.g. `events.amazonaws.com` for a rule. */
export type ServiceCaller = { service: string; sourceArn: string };

export type ResourcePolicies = {
  /** Registers or replaces a policy and the resources it is attached to. */
  put(policyId: string, resourceArns: string[], statements: ResourceStatement[]): void;
  remove(policyId: string): void;
  allow(caller: ServiceCaller, action: string, resourceArn: string): boolean;
};

const speaksOf = ({ Principal }: ResourceStatement, service: string): boolean => {
  if (typeof Principal === 'string') return Principal === '*';
  return [Principal.Service ?? []].flat().includes(service) || Principal.AWS === '*';
};

/** Queue policies and function permissions: what lets a service in that has no role. */
export const createResourcePolicies = ({
  accountId,
  region,
}: {
  accountId: string;
  region: string;
}): ResourcePolicies => {
  const policies = new Map<string, { resourceArns: string[]; statements: ResourceStatement[] }>();
  return {
    put: (policyId, resourceArns, statements) =>
      void policies.set(policyId, { resourceArns, statements }),
    remove: (policyId) => void policies.delete(policyId),
    allow: ({ service, sourceArn }, action, resourceArn) => {
      const statements = [...policies.values()]
        .filter(({ resourceArns }) => resourceArns.includes(resourceArn))
        .flatMap((policy) => policy.statements)
        .filter((statement) => speaksOf(statement, service));
      const context = {
        'aws:securetransport': 'true',
        'aws:requestedregion': region,
        'aws:resourceaccount': accountId,
        'aws:sourcearn': sourceArn,
        'aws:sourceaccount': accountId,
      };
      return decisionOf(statements, action, resourceArn, context) === 'allow';
    },
  };
};
