import { createLiveView } from './progress.ts';

const live = { users: 10, requests: 200, failed: 3, p95Ms: 45 };

function viewOn(terminal?: { columns: number }) {
  let written = '';
  const out = { write: (text: string) => (written += text), isTTY: Boolean(terminal), ...terminal };
  return { view: createLiveView(out, 20_000), written: () => written };
}

describe('createLiveView', () => {
  it('writes a line now and then into a pipe', () => {
    const { view, written } = viewOn();
    view.update(live, 1000);
    view.update(live, 10_000);
    view.update({ ...live, users: 1, requests: 300, p95Ms: undefined }, 20_000);
    view.end();
    expect(written()).toBe(
      '10 s of 20 s: 10 users, 20.0/s, p95 45 ms, 200 requests, 3 errors\n' +
        '20 s of 20 s: 1 user, 10.0/s, p95 –, 300 requests, 3 errors\n',
    );
  });

  it('draws one line in place on a terminal, no wider than it', () => {
    const { view, written } = viewOn({ columns: 40 });
    view.update(live, 10_000);
    expect(written()).toBe(
      `\r\x1b[2K${'██████████░░░░░░░░░░ 10 s of 20 s: 10 users, 20'.slice(0, 39)}`,
    );
    view.end();
    expect(written().endsWith('\r\x1b[2K')).toBe(true);
  });
});
