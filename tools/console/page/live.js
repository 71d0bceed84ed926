// The live part: server-sent events, which a browser asks for again by itself when they end.

/**
 * @typedef {import('../src/model/types.ts').State} State
 * @typedef {{ onState: (state: State) => void, onProblem: (problem: string) => void }} Listeners
 */

/** @param {Listeners} listeners */
export function listen({ onState, onProblem }) {
  /** @type {EventSource | undefined} */
  let source;

  const open = () => {
    source?.close();
    source = new EventSource('/api/live');
    source.onmessage = ({ data }) => {
      const news = JSON.parse(data);
      if (news.state) onState(news.state);
      else onProblem(news.problem);
    };
    source.onerror = () => {
      onProblem('The console does not answer: is npm start still running?');
      // A browser gives up on some failures for good.
      if (source?.readyState === EventSource.CLOSED) setTimeout(open, 1000);
    };
  };

  // Nobody looks at a hidden page: nothing is asked for it.
  const follow = () => {
    if (document.hidden) source?.close();
    else open();
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}

/**
 * Asks the console; throws what it says is wrong.
 *
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function ask(path, init) {
  const answer = await fetch(path, init).catch(() => {
    throw new Error('The console does not answer: is npm start still running?');
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.problem ?? `The console answered ${answer.status}`);
  return body;
}

/**
 * @param {string} path
 * @param {unknown} body
 */
export const act = (path, body) =>
  ask(path, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(body),
  });
