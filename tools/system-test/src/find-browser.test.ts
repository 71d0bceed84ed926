import { findBrowser } from './find-browser.ts';

describe('findBrowser', () => {
  const there =
    (...paths: string[]) =>
    (path: string) =>
      paths.includes(path);

  it('takes the one that is named before any other', () => {
    const exists = there('/opt/mine', '/usr/bin/chromium');
    const environment = { PATH: '/usr/bin', CHROME_PATH: '/opt/mine' };
    expect(findBrowser(environment, exists)).toBe('/opt/mine');
    expect(findBrowser({ PATH: '/bin:/usr/bin' }, exists)).toBe('/usr/bin/chromium');
  });

  it('refuses a name of what is not there', () => {
    expect(() => findBrowser({ CHROME_PATH: '/gone' }, there())).toThrow(
      'CHROME_PATH=/gone: there is no such file',
    );
  });

  it('finds none, unless there has to be one', () => {
    expect(findBrowser({ PATH: '/usr/bin' }, there())).toBeUndefined();
    expect(() => findBrowser({ PATH: '/usr/bin', REQUIRE_BROWSER: '1' }, there())).toThrow(
      'No Chromium found, and REQUIRE_BROWSER is set',
    );
  });
});
