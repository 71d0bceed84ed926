import { isUnresolved } from '../cursor.ts';
import type { Stage } from '../../model/stage.ts';
import { readStage } from '../wire/stage.ts';
import type { Resource, Resources } from './resources.ts';

/** Stages of an API: those of their own, and those that a deployment brings along. */
export function stagesOf(api: Resource, resources: Resources): Stage[] {
  const acls = webAclsOf(resources);
  const own = resources.of(api, 'AWS::ApiGateway::Stage').map(({ properties, ref }) => ({
    stage: readStage(properties, properties.text('StageName') ?? ref),
    ref,
  }));
  const deployed = resources
    .of(api, 'AWS::ApiGateway::Deployment')
    .flatMap(({ properties, ref }) => {
      const name = properties.text('StageName');
      const description = properties.get('StageDescription');
      const canary = properties.get('DeploymentCanarySettings');
      properties.ignore('RestApiId', 'Description');
      properties.finish();
      if (name === undefined) return [];
      const stage = readStage(description, name);
      return [{ stage: { ...stage, isCanary: stage.isCanary || canary.exists }, ref }];
    });
  const named = new Set(own.map(({ stage }) => stage.name));
  return [...own, ...deployed.filter(({ stage }) => !named.has(stage.name))].map(
    ({ stage, ref }) => {
      // A stage that can't be told, such as one named by an attribute, may be this one.
      const acl = acls.find(
        ({ arn }) =>
          arn.includes(ref) ||
          (arn.includes(`/restapis/${api.ref}/`) &&
            isUnresolved(arn.replace(/^.*\/stages\//s, ''))) ||
          arn.endsWith(`/restapis/${api.ref}/stages/${stage.name}`),
      );
      return acl ? { ...stage, webAcl: acl.acl } : stage;
    },
  );
}

const webAclsOf = (resources: Resources): { arn: string; acl: string }[] =>
  resources
    .ofType('AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation')
    .map(({ properties }) => ({
      arn: properties.text('ResourceArn') ?? '',
      acl: properties.text('WebACLArn', 'WebACLId') ?? '',
    }));
