import { NOT_DEPLOYED } from '../plan/plan.ts';
import { arnOf, compiledServices, text } from './testing/compiled.ts';
import { allows, BOUNDARY } from './testing/evaluate.ts';
import { neededActions } from './needed.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const { actions } = z
  .object({ actions: z.record(z.string(), z.array(z.string())) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'service-authorization.json'), 'utf8')));
const services = compiledServices();
// What is only there to compare with is not deployed by a workflow.
const deployed = services.filter(([service]) => !NOT_DEPLOYED.includes(service));
const CONTEXT = {
  'iam:permissionsboundary': BOUNDARY,
  'iam:passedtoservice': 'lambda.amazonaws.com',
  'lambda:functionarn': 'arn:aws:lambda:us-east-1:000000000000:function:acado-x-local-y',
};
const someRole = 'arn:aws:iam::000000000000:role/acado-x-local-y-us-east-1';
const somePackage = 'arn:aws:s3:::acado-x-local-serverlessdeploymentbuck-1/code.zip';

/** What a request for an action of a resource names. */
const target = (action: string, type: string, own: string) => {
  if (actions[action]?.length === 0) return '*';
  if (action.startsWith('iam:') && type !== 'AWS::IAM::Role') return someRole;
  return action.startsWith('s3:') && !type.startsWith('AWS::S3') ? somePackage : own;
};

describe('what is deployed', () => {
  it('is every service that there is', () => {
    expect(services.length).toBeGreaterThan(6);
  });

  it.each(deployed)('%s can be deployed and removed by the roles', (_service, resources) => {
    const missing = Object.values(resources).flatMap((resource) => {
      const { change, delete: remove } = neededActions(resource.Type);
      const own = arnOf(resource, resources);
      const denied = (role: 'DeployRole' | 'TuneRole' | 'RemoveRole', list: string[]) =>
        list
          .filter((action) => !/:(Tag|Untag)\w+$/.test(action) || role !== 'RemoveRole')
          .filter((action) => !allows(role, action, target(action, resource.Type, own), CONTEXT))
          .map((action) => `${role} lacks ${action} for ${resource.Type} (${own})`);
      return [...denied('DeployRole', [...change, ...remove]), ...denied('RemoveRole', remove)];
    });

    expect([...new Set(missing)]).toEqual([]);
  });

  it.each(services)('%s has functions that work below the boundary', (_service, resources) => {
    const statement = z.object({
      Action: z.union([z.string().transform((action) => [action]), z.array(z.string())]),
      Resource: z.union([z.array(z.unknown()), z.unknown().transform((resource) => [resource])]),
    });
    const document = z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) });
    const missing = Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => z.array(document).parse(Properties['Policies'] ?? []))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action, Resource }) =>
        Action.flatMap((action) =>
          Resource.map((resource) => text(resource, resources))
            .filter((resource) => !allows('Boundary', action, resource, CONTEXT))
            .map((resource) => `${action} on ${resource}`),
        ),
      );

    expect([...new Set(missing)]).toEqual([]);
  });
});
