import { namesOf } from './names.ts';

describe('namesOf', () => {
  it.each([
    ['acado-worker-b-dev-storeOrders', 'acado-worker-b'],
    ['acado-s3-archiver-prod-archive-123456789012', 'acado-s3-archiver'],
    ['acado-crud-api-local', 'acado-crud-api'],
    ['dev-acado-baseline', 'acado-baseline'],
    ['acado-worker-b-green-storeOrders', undefined],
    ['acado-worker-b-development', undefined],
    ['shop-dev-buy', undefined],
  ])('says whose %s is', (name, service) => {
    expect(namesOf(undefined).serviceOf(name)).toBe(service);
  });

  it('takes one stage only when it is asked for', () => {
    const { serviceOf } = namesOf('green');

    expect(serviceOf('acado-worker-b-green-storeOrders')).toBe('acado-worker-b');
    expect(serviceOf('acado-worker-b-dev-storeOrders')).toBeUndefined();
  });

  it('finds names of ours whose stage it does not know', () => {
    const { isStrange } = namesOf(undefined);

    expect(isStrange('acado-worker-b-green-storeOrders')).toBe(true);
    expect(isStrange('acado-worker-b-dev-storeOrders')).toBe(false);
    expect(isStrange('shop-dev-buy')).toBe(false);
    expect(namesOf('dev').isStrange('acado-worker-b-green-storeOrders')).toBe(false);
  });
});
