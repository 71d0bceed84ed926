import type { Figures, PipelineNode } from '../src/model/types.ts';
import { linesOf } from './picture.js';

const lines = (kind: PipelineNode['kind'], figures: Partial<Figures>) =>
  linesOf(
    { ...{ id: '', kind, name: '', resource: '', service: '', rank: 0 }, deadLetterQueues: [] },
    { perSecond: 0, total: 0, ...figures },
  );

describe('linesOf', () => {
  it('says of each kind what matters', () => {
    expect(lines('client', { perSecond: 2, total: 1 })).toEqual(['2.0/s', '1 request', '']);
    expect(lines('client', { total: 3, refused: 2 })).toEqual(['0/s', '3 requests', '2 refused']);
    expect(lines('queue', { waiting: 3, inFlight: 1200 })).toEqual([
      '3 waiting',
      '1,200 in flight',
    ]);
    expect(lines('bus', { perSecond: 20, total: 7 })).toEqual(['20/s', '7 events']);
    expect(lines('table', { total: 2 })).toEqual(['table · 2 units', '']);
    expect(lines('bucket', { total: 1 })).toEqual(['bucket · 1 put', '']);
  });

  it('says of a function what went wrong, if anything did', () => {
    expect(lines('function', { total: 9 })).toEqual(['0/s', '9 invocations']);
    expect(lines('function', { total: 9, errors: 1, throttles: 2 })).toEqual([
      '0/s',
      '1 error, 2 throttles',
    ]);
  });
});
