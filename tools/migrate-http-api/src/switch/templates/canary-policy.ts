import type { PlanFile } from '../plan/plan.ts';
import { template } from './template.ts';

/** CloudFront sends no more than this to a staging distribution. */
export const LARGEST_CANARY_PERCENT = 15;

/** Which share of the viewers a staging distribution gets. */
export const canaryPolicyFile = (): PlanFile => ({
  name: 'canary-policy.yml',
  what: 'the share of the requests that the staging distribution gets',
  content: template({
    Description: 'Share of the requests that reach the HTTP API through a staging distribution',
    Parameters: {
      StagingDomainName: { Type: 'String', Description: 'd….cloudfront.net' },
      Weight: { Type: 'Number', MinValue: 0, MaxValue: LARGEST_CANARY_PERCENT / 100, Default: 0 },
      IsOn: { Type: 'String', AllowedValues: ['true', 'false'], Default: 'true' },
    },
    Resources: {
      Canary: {
        Type: 'AWS::CloudFront::ContinuousDeploymentPolicy',
        Properties: {
          ContinuousDeploymentPolicyConfig: {
            Enabled: { Ref: 'IsOn' },
            StagingDistributionDnsNames: [{ Ref: 'StagingDomainName' }],
            TrafficConfig: {
              Type: 'SingleWeight',
              SingleWeightConfig: {
                Weight: { Ref: 'Weight' },
                // A client stays with the API that it began with.
                SessionStickinessConfig: { IdleTTL: 300, MaximumTTL: 600 },
              },
            },
          },
        },
      },
    },
    Outputs: { PolicyId: { Value: { Ref: 'Canary' } } },
  }),
});
