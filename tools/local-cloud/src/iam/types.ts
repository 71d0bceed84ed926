/** The developer (any credentials the cloud did not issue: may do everything) or a role that a function assumed. */
export type Principal = { kind: 'developer' } | { kind: 'role'; roleArn: string };

export type PolicyStatement = {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

export type Iam = {
  /** Registers or replaces a role with the statements of its inline policies. */
  putRole(roleArn: string, statements: PolicyStatement[]): void;
  removeRole(roleArn: string): void;
  /** Stable for a role: the access key names the role. */
  credentialsFor(roleArn: string): Credentials;
  principalOf(accessKeyId: string | undefined): Principal;
  isAllowed(principal: Principal, action: string, resourceArn: string): boolean;
};
