import { objectName } from './object-name.ts';

const folder = 'archive/type=OrderPlaced/date=2026-01-31';

describe('objectName', () => {
  it('gives the same set of events the same name, in whatever order', () => {
    const name = objectName(folder, [{ eventId: 'a' }, { eventId: 'b' }]);
    expect(name).toMatch(/^archive\/type=OrderPlaced\/date=2026-01-31\/[0-9a-f]{32}\.ndjson\.gz$/);
    expect(objectName(folder, [{ eventId: 'b' }, { eventId: 'a' }])).toBe(name);
  });

  it('gives another set another name', () => {
    const name = objectName(folder, [{ eventId: 'a' }, { eventId: 'b' }]);
    expect(objectName(folder, [{ eventId: 'a' }])).not.toBe(name);
    expect(objectName(folder, [{ eventId: 'ab' }])).not.toBe(name);
  });

  it('never leads back to the name that is superseded', () => {
    const first = objectName(folder, [{ eventId: 'a' }]);
    const second = objectName(folder, [{ eventId: 'a', supersedes: first }]);
    const third = objectName(folder, [{ eventId: 'a', supersedes: second }]);
    expect(new Set([first, second, third]).size).toBe(3);
  });
});
