import { type Principal } from './types.ts';

/** The ARN by which AWS names a caller in its answers. */
export const principalArn = (principal: Principal, accountId: string): string => {
  if (principal.kind === 'developer') return `arn:aws:iam::${accountId}:root`;
  const roleName = principal.roleArn.split('/').at(-1) ?? '';
  return `arn:aws:sts::${accountId}:assumed-role/${roleName}/${principal.sessionName ?? 'local'}`;
};
