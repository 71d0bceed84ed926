import { deployOrder, withNeeded } from './deploy-order.ts';
import { type ServiceFile } from './service-file.ts';

const aService = (name: string, ...values: string[]): ServiceFile => ({
  root: `services/${name}`,
  name,
  functions: [],
  plugins: [],
  includes: [],
  environment: [],
  routes: [],
  readsOutside: false,
  values: [name, ...values],
});

describe('deployOrder', () => {
  it('puts the owner of a name before those who use it', () => {
    const { after, before } = deployOrder([
      aService('shop-bus', 'shop-bus-${sls:stage}-orders'),
      aService('shop-worker', 'shop-bus-${sls:stage}-orders'),
    ]);

    expect(after.get('services/shop-worker')).toEqual(['services/shop-bus']);
    expect(after.get('services/shop-bus')).toEqual([]);
    expect(before.get('services/shop-bus')).toEqual(['services/shop-worker']);
    expect(before.get('services/shop-worker')).toEqual([]);
  });

  it('finds a name inside an ARN', () => {
    const { after } = deployOrder([
      aService('shop-bus'),
      aService('shop-worker', 'arn:aws:s3:::shop-bus-${sls:stage}-payloads/*'),
    ]);

    expect(after.get('services/shop-worker')).toEqual(['services/shop-bus']);
  });

  it('does not take a longer name for a shorter one', () => {
    const { after } = deployOrder([
      aService('shop'),
      aService('shop-worker'),
      aService('shop-report', 'shop-worker-${sls:stage}-orders', 'my-shop-dev'),
    ]);

    expect(after.get('services/shop-report')).toEqual(['services/shop-worker']);
  });

  it('leaves services unordered that name each other in a circle', () => {
    const { after } = deployOrder([
      aService('a', 'b-dev-x'),
      aService('b', 'c-dev-x'),
      aService('c', 'a-dev-x'),
      aService('d', 'a-dev-x'),
    ]);

    expect(Object.fromEntries(after)).toEqual({
      'services/a': [],
      'services/b': [],
      'services/c': [],
      'services/d': ['services/a'],
    });
  });
});

describe('withNeeded', () => {
  it('adds what a service needs, directly and through others, and nothing else', () => {
    const order = deployOrder([
      aService('shop-bus'),
      aService('shop-worker', 'shop-bus-dev-orders'),
      aService('shop-report', 'shop-worker-dev-table'),
      aService('shop-other', 'shop-bus-dev-orders'),
    ]);

    expect(withNeeded(order, 'services/shop-report')).toEqual([
      'services/shop-bus',
      'services/shop-worker',
      'services/shop-report',
    ]);
    expect(withNeeded(order, 'services/shop-bus')).toEqual(['services/shop-bus']);
  });
});
