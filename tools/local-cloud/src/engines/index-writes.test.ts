import { indexWriteUnits, type Item, type SecondaryIndex } from './index-writes.ts';

const table = { KeySchema: [{ AttributeName: 'id' }] };
const byDate = (Projection: SecondaryIndex['Projection']): SecondaryIndex => ({
  IndexName: 'byDate',
  KeySchema: [{ AttributeName: 'date' }],
  Projection,
});
const item = (more: Item = {}): Item => ({ id: { S: '1' }, date: { S: 'today' }, ...more });
const large = { S: 'x'.repeat(1500) };

describe('indexWriteUnits', () => {
  it.each<[string, SecondaryIndex['Projection'], Item | undefined, Item | undefined, number]>([
    ['a new item', {}, undefined, item(), 1],
    ['a new item that has no key of the index', {}, undefined, { id: { S: '1' } }, 0],
    ['an item that goes', {}, item(), undefined, 1],
    ['an item that loses its key of the index', {}, item(), { id: { S: '1' } }, 1],
    ['an item that stays as it is', {}, item(), item(), 0],
    ['a change of what is projected, by the larger', {}, item({ note: large }), item(), 2],
    ['another key: out and in again', {}, item(), item({ date: { S: 'later' } }), 2],
    [
      'a change of what is not projected',
      { ProjectionType: 'KEYS_ONLY' },
      item(),
      item({ note: large }),
      0,
    ],
    [
      'a change of an included attribute',
      { ProjectionType: 'INCLUDE', NonKeyAttributes: ['note'] },
      item(),
      item({ note: large, more: large }),
      2,
    ],
  ])('%s', (_name, projection, before, after, units) => {
    expect(indexWriteUnits(byDate(projection), table, before, after)).toBe(units);
  });
});
