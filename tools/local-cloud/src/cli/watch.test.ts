import { servicesConcernedBy } from './watch.ts';

describe('servicesConcernedBy', () => {
  const folders = ['/work/services/shop', '/work/services/shop-two'];

  it('is the service that a file belongs to', () => {
    expect(servicesConcernedBy('/work/services/shop/src/a.ts', folders)).toEqual([folders[0]]);
  });

  it('is every service for a file of a library', () => {
    expect(servicesConcernedBy('/work/libs/events/src/a.ts', folders)).toEqual(folders);
  });
});
