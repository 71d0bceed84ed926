/** The developer (any credentials the cloud did not issue: may do everything) or a role that a function assumed. */
export type Principal =
  { kind: 'developer' } | { kind: 'role'; roleArn: string; sessionName?: string };

export type PolicyStatement = {
  Effect: 'Allow' | 'Deny';
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};

/** A statement of a policy that is attached to a resource. */
export type ResourceStatement = PolicyStatement & {
  Principal: string | { Service?: string | string[]; AWS?: string | string[] };
};

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

export type Decision = 'allow' | 'implicitDeny' | 'explicitDeny';

/** Condition keys of a request, in lower case, e.g. `aws:securetransport`. */
export type RequestContext = Record<string, string>;

export type Iam = {
  /** Registers or replaces a role with the statements of its inline policies. */
  putRole(roleArn: string, statements: PolicyStatement[]): void;
  removeRole(roleArn: string): void;
  /** Stable for a role and session: the access key names them. On AWS a function's session carries its name. */
  credentialsFor(roleArn: string, sessionName?: string): Credentials;
  principalOf(accessKeyId: string | undefined): Principal;
  decide(
    principal: Principal,
    action: string,
    resourceArn: string,
    context?: RequestContext,
  ): Decision;
  isAllowed(principal: Principal, action: string, resourceArn: string): boolean;
};
