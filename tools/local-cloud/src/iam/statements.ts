import { conditionsHold } from './conditions.ts';
import { type Decision, type PolicyStatement, type RequestContext } from './types.ts';
import { matchesAction, matchesWildcard } from './wildcard.ts';

const applies = (
  statement: PolicyStatement,
  action: string,
  resource: string,
  context: RequestContext,
): boolean => {
  const { Action, NotAction, Resource, NotResource } = statement;
  const any = (patterns: string | string[] | undefined, test: (pattern: string) => boolean) =>
    [patterns ?? []].flat().some(test);
  const isAction = (pattern: string): boolean => matchesAction(pattern, action);
  const isResource = (pattern: string): boolean => matchesWildcard(pattern, resource);
  return (
    (NotAction ? !any(NotAction, isAction) : any(Action, isAction)) &&
    (NotResource ? !any(NotResource, isResource) : any(Resource, isResource)) &&
    conditionsHold(statement, context)
  );
};

/** What statements say about a request: a denial wins, and silence is one too. */
export const decisionOf = (
  statements: PolicyStatement[],
  action: string,
  resource: string,
  context: RequestContext,
): Decision => {
  const effects = statements
    .filter((statement) => applies(statement, action, resource, context))
    .map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'explicitDeny';
  return effects.includes('Allow') ? 'allow' : 'implicitDeny';
};
