import { analyse } from '../analyse/analyse.ts';
import { compareCosts } from '../cost/compare-costs.ts';
import type { RestApi } from '../model/rest-api.ts';
import { anApi, aFunction, aRoute } from '../testing/an-api.ts';
import { markdownOf } from './markdown.ts';
import { pageOf } from './page.ts';
import { textOf } from './text.ts';

const report = (api: RestApi, region = 'us-east-1') => {
  const traffic = { region };
  const analysis = analyse(api, { accepted: new Map([['edge-endpoint', '<b>why</b>']]), traffic });
  return { analysis, costs: compareCosts(analysis, traffic) };
};
const hostile = anApi({ name: '<script>alert(1)</script>', endpointTypes: ['EDGE'] });

describe('pageOf', () => {
  it('escapes what comes from outside, and loads nothing', () => {
    const page = pageOf([report(hostile)]);
    expect(page).not.toMatch(/<script>|<b>/);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/src="|@import|url\(/);
  });

  it('says what each finding means in words, not by its colour alone', () => {
    expect(pageOf([report(hostile)])).toContain('>moves</span> Custom domains');
  });

  it('has the cost of both APIs as a picture, unless there are no prices', () => {
    expect(pageOf([report(hostile)])).toContain('REST API $3.50');
    expect(pageOf([report(hostile, 'us-east-2')])).not.toContain('<svg');
  });
});

describe('markdownOf', () => {
  it('shows names as they are', () => {
    expect(markdownOf([report(hostile)])).toContain('## &lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('textOf', () => {
  it('passes nothing on that steers a terminal', () => {
    expect(textOf(report(anApi({ name: 'a\u001b[31mb' })))).toContain('a[31mb');
  });

  it('names some of many routes', () => {
    const routes = Array.from({ length: 9 }, (_, index) =>
      aRoute({ path: `/${index}`, integration: aFunction() }),
    );
    expect(textOf(report(anApi({ routes })))).toContain('GET /5 and 3 more');
  });

  it('counts none where there are none', () => {
    expect(textOf(report(anApi({ routes: [] })))).toContain('0 routes: none');
  });
});
