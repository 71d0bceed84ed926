import { servicesConcernedBy } from './watch.ts';

describe('servicesConcernedBy', () => {
  const folders = ['/repo/services/shop', '/repo/services/shop-two'];

  it('is the service that a file belongs to', () => {
    expect(servicesConcernedBy('/repo/services/shop/src/a.ts', folders)).toEqual([folders[0]]);
  });

  it('is every service for a file of a library', () => {
    expect(servicesConcernedBy('/repo/libs/events/src/a.ts', folders)).toEqual(folders);
  });
});
