import type { Stack } from '@acado/local-cloud';
import * as z from 'zod';

type Template = Stack['template'];

const REST_API = 'ApiGatewayRestApi';
const HTTP_API = 'HttpApi';

const ref = z.object({ Ref: z.string() });
const resourceProperties = z.object({ ParentId: z.unknown(), PathPart: z.string() });
const methodProperties = z.object({
  HttpMethod: z.string(),
  ResourceId: ref,
  Integration: z.object({
    Uri: z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
  }),
});
const functionArn = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

/** The path of a resource of the REST API, such as `/orders/{id}`. */
function pathOf(template: Template, logicalId: string): string {
  const { ParentId, PathPart } = resourceProperties.parse(
    template.Resources[logicalId]?.Properties,
  );
  const parent = ref.safeParse(ParentId);
  return `${parent.success ? pathOf(template, parent.data.Ref) : ''}/${PathPart}`;
}

/**
 * Puts an HTTP API in the place of a template's REST API: the same routes to the same functions, which go on getting
 * requests in the payload format 1.0.
 */
export function replaceRestApi(template: Template): void {
  for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type !== 'AWS::ApiGateway::Method') continue;
    const { HttpMethod, ResourceId, Integration } = methodProperties.parse(Properties);
    const uri = Integration.Uri['Fn::Join'][1].find((part) => functionArn.safeParse(part).success);
    if (uri === undefined) continue; // such as the answers to OPTIONS
    const integration = `${HTTP_API}Integration${logicalId}`;
    template.Resources[integration] = resource('Integration', {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: uri,
      PayloadFormatVersion: '1.0',
    });
    template.Resources[`${HTTP_API}Route${logicalId}`] = resource('Route', {
      RouteKey: `${HttpMethod} ${pathOf(template, ResourceId.Ref)}`,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: integration }]] },
    });
  }
  const { Name } = template.Resources[REST_API]?.Properties ?? {};
  template.Resources[HTTP_API] = {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: { Name, ProtocolType: 'HTTP' },
  };
  template.Resources[`${HTTP_API}Stage`] = resource('Stage', {
    StageName: '$default',
    AutoDeploy: true,
  });
  for (const [logicalId, { Type, Properties }] of Object.entries(template.Resources)) {
    if (Type.startsWith('AWS::ApiGateway::')) delete template.Resources[logicalId];
    if (Type === 'AWS::CloudWatch::Alarm' && Properties.Namespace === 'AWS/ApiGateway') {
      Properties.MetricName = '5xx';
      Properties.Dimensions = [{ Name: 'ApiId', Value: { Ref: HTTP_API } }];
    }
    if (Type === 'AWS::Lambda::Permission')
      Properties.SourceArn = withReference(Properties.SourceArn, REST_API, HTTP_API);
  }
  delete template.Outputs.ServiceEndpoint;
}

const resource = (kind: string, properties: Record<string, unknown>) => ({
  Type: `AWS::ApiGatewayV2::${kind}`,
  Properties: { ApiId: { Ref: HTTP_API }, ...properties },
});

/** A value in which every reference to one resource is a reference to another one. */
const withReference = (value: unknown, from: string, to: string): unknown =>
  JSON.parse(JSON.stringify(value), (key, part: unknown) =>
    key === 'Ref' && part === from ? to : part,
  );
