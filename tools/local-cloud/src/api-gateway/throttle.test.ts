import { createThrottle } from './throttle.ts';

describe('createThrottle', () => {
  it('lets a burst pass and then the rate', () => {
    let now = 0;
    const mayPass = createThrottle({ burstLimit: 3, rateLimit: 2 }, () => now);
    const passed = (count: number) => Array.from({ length: count }, mayPass).filter(Boolean).length;
    expect(passed(5)).toBe(3);
    now += 500;
    expect(passed(5)).toBe(1);
    now += 60_000;
    expect(passed(5)).toBe(3);
  });

  it('lets everything pass without limits', () => {
    const mayPass = createThrottle(undefined);
    expect(Array.from({ length: 100 }, mayPass)).not.toContain(false);
  });
});
