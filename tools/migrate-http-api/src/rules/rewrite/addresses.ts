import { subtypeOf } from '../subtypes.ts';
import { guide, type Rule, routesWith } from '../rule.ts';

const PLAIN_NAME = /^\w+\+?$/;

/** Names of a path's variables that are not letters, digits and underscores. */
const oddVariables = (path: string): string[] =>
  [...path.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => name!)
    .filter((name) => !PLAIN_NAME.test(name));

/** Where requests come in, and where they go. */
export const addressRules: Rule[] = [
  {
    id: 'stage-prefix',
    severity: 'rewrite',
    title: 'Stage in the URL',
    looksAt: 'stages of an API that no custom domain leads to',
    reason:
      'The URL is another one: a new host, and without the stage if the API has a $default stage. Links that the function builds from requestContext.path change, too.',
    remedy:
      'Put a custom domain in front first and move it by its mapping; or give clients the new URL; a stage of the old name keeps the path.',
    cost: 'A custom domain: nothing, certificate included.',
    docs: guide('http-api-stages'),
    find: ({ domains, stages, place }) =>
      domains.length > 0
        ? []
        : [
            {
              detail:
                stages.length === 0
                  ? 'no custom domain'
                  : stages.map(({ name }) => `/${name}`).join(', '),
              place: stages[0]?.place ?? place,
            },
          ],
  },
  {
    id: 'path-variable',
    severity: 'rewrite',
    title: 'Names of path variables',
    looksAt: 'variables in paths',
    reason:
      'REST APIs also take dots, hyphens and colons in the names of variables; what HTTP APIs and their mappings (`$request.path.name`) surely take are letters, digits and underscores.',
    remedy: 'Rename the variable, in the route and where the function reads pathParameters.',
    cost: 'Nothing.',
    docs: guide('http-api-develop-routes'),
    find: (api) =>
      routesWith(
        api,
        ({ path }) =>
          oddVariables(path)
            .map((name) => `{${name}}`)
            .join(', '),
        ({ place }) => place,
      ),
  },
  {
    id: 'direct-integration',
    severity: 'rewrite',
    title: 'Direct integration with a service of AWS',
    looksAt: 'integrations of type AWS whose action is one of the ten subtypes',
    reason:
      'An HTTP API names the action as a subtype and takes parameters instead of a URI and a template; the answer is the service’s own.',
    remedy:
      'Write it as an integration with that subtype, parameters such as $request.body, and a role; check that no template does more than that.',
    cost: 'Nothing.',
    docs: guide('http-api-develop-integrations-aws-services-reference'),
    find: (api) =>
      routesWith(api, ({ integration }) => {
        const subtype = integration && subtypeOf(integration);
        if (!subtype) return undefined;
        const { templates } = integration;
        return templates.length === 0 ? subtype : `${subtype}; templates: ${templates.join(', ')}`;
      }),
  },
  {
    id: 'vpc-link',
    severity: 'rewrite',
    title: 'VPC link v1',
    looksAt: 'integrations over a VPC link',
    reason:
      'A link of a REST API leads to a network load balancer; HTTP APIs have links of their own (v2) with subnets and security groups.',
    remedy:
      'Create a VPC link v2 and point the route at the listener of the load balancer, or at Cloud Map.',
    cost: 'The link costs nothing; the network load balancer may be saved.',
    docs: guide('http-api-vpc-links'),
    find: (api) =>
      routesWith(
        api,
        ({ integration }) =>
          integration?.vpcLink?.target === 'nlb' && `link ${integration.vpcLink.id}`,
      ),
  },
];
