/** A million wrong lines must not become a message of a million lines. */
const MOST = 100;

/** The first hundred messages, one on each line, and how many there are more. */
export const listed = (messages: readonly string[]): string =>
  messages.length > MOST
    ? [...messages.slice(0, MOST), `and ${messages.length - MOST} more`].join('\n')
    : messages.join('\n');
