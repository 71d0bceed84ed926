import { stageProperties } from './rest-api-properties.ts';
import { stageOf } from './rest-stage.ts';

const limits = (ThrottlingBurstLimit: number, ThrottlingRateLimit = 1) => ({
  ...{ ThrottlingBurstLimit, ThrottlingRateLimit },
});
const stageWith = (...MethodSettings: object[]) =>
  stageOf(stageProperties.parse({ RestApiId: 'api', StageName: 'local', MethodSettings }));

describe('stageOf', () => {
  it('takes the last limits of all methods, as a template means it', () => {
    const { throttling } = stageWith(limits(1), limits(2), { LoggingLevel: 'INFO' });
    expect(throttling).toEqual({ burstLimit: 2, rateLimit: 1 });
  });

  it('knows single methods however their slashes are written', () => {
    const { methodThrottling, throttling } = stageWith(
      { ResourcePath: '/~1orders~1{id}', HttpMethod: 'GET', ...limits(1) },
      { ResourcePath: '~1orders', ...limits(2) },
      { ResourcePath: '/items', HttpMethod: 'PUT', ThrottlingBurstLimit: 3 },
    );
    expect(methodThrottling).toEqual({
      'GET /orders/{id}': { burstLimit: 1, rateLimit: 1 },
      '* /orders': { burstLimit: 2, rateLimit: 1 },
    });
    expect(throttling).toBeUndefined();
  });
});
