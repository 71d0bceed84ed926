import type { GatewayResponse, UsagePlan } from '../../model/rest-api.ts';
import type { Resource, Resources } from './resources.ts';

export const gatewayResponsesOf = (api: Resource, resources: Resources): GatewayResponse[] =>
  resources.of(api, 'AWS::ApiGateway::GatewayResponse').map(({ properties }) => ({
    type: properties.text('ResponseType') ?? '',
    place: properties.place,
  }));

/** Usage plans of an API's stages. */
export const usagePlansOf = (api: Resource, resources: Resources): UsagePlan[] =>
  resources.ofType('AWS::ApiGateway::UsagePlan').flatMap(({ logicalId, properties }) => {
    const stages = properties.list('ApiStages');
    const isOfApi = stages.some((stage) => stage.get('ApiId').value === api.ref);
    if (!isOfApi) return [];
    return [
      {
        name: properties.text('UsagePlanName') ?? logicalId,
        place: properties.place,
        throttled:
          properties.get('Throttle').exists || stages.some((stage) => stage.get('Throttle').exists),
        quota: properties.get('Quota').exists,
      },
    ];
  });
