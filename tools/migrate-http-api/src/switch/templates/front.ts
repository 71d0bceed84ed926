import type { PlanFile } from '../plan/plan.ts';
import { template } from './template.ts';

/** CloudFront's own policies: nothing is kept, and everything but Host goes to the origin. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

/** A distribution that answers to the domain's name and hands everything to the HTTP API. */
export const frontFile = (): PlanFile => ({
  name: 'front.yml',
  what: 'a CloudFront distribution under the same name in front of the HTTP API',
  content: template({
    Description: 'The HTTP API under a name that API Gateway gives to the REST API',
    Parameters: {
      DomainName: { Type: 'String' },
      CertificateArn: { Type: 'String', Description: 'Of us-east-1' },
      OriginDomainName: { Type: 'String', Description: 'Of the HTTP API: <id>.execute-api…' },
      OriginPath: { Type: 'String', Default: '', Description: '/<stage>; nothing for $default' },
    },
    Resources: {
      Front: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            Comment: { 'Fn::Sub': '${DomainName} while traffic moves to its HTTP API' },
            Enabled: true,
            HttpVersion: 'http2',
            // A record of type AAAA would have to be weighted as well.
            IPV6Enabled: false,
            Aliases: [{ Ref: 'DomainName' }],
            ViewerCertificate: {
              AcmCertificateArn: { Ref: 'CertificateArn' },
              MinimumProtocolVersion: 'TLSv1.2_2021',
              SslSupportMethod: 'sni-only',
            },
            Origins: [
              {
                Id: 'http-api',
                DomainName: { Ref: 'OriginDomainName' },
                OriginPath: { Ref: 'OriginPath' },
                CustomOriginConfig: {
                  OriginProtocolPolicy: 'https-only',
                  OriginSSLProtocols: ['TLSv1.2'],
                  // An HTTP API takes up to 30 s.
                  OriginReadTimeout: 35,
                },
              },
            ],
            DefaultCacheBehavior: {
              TargetOriginId: 'http-api',
              ViewerProtocolPolicy: 'https-only',
              AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
              CachePolicyId: CACHING_DISABLED,
              OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
              Compress: false,
            },
          },
        },
      },
    },
    Outputs: {
      DomainName: { Value: { 'Fn::GetAtt': ['Front', 'DomainName'] } },
      DistributionId: { Value: { Ref: 'Front' } },
    },
  }),
});
