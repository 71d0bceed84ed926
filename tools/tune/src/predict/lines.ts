/** @returns The lines of a stream as they come, numbered from 1, without the blank ones. */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<{ line: number; text: string }> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = '';
  const numbered = (texts: readonly string[]) =>
    texts.map((text) => ({ line: ++line, text: text.trim() })).filter(({ text }) => text !== '');
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const texts = rest.split('\n');
    rest = texts.pop() ?? '';
    yield* numbered(texts);
  }
  yield* numbered([rest + decoder.decode()]);
}
