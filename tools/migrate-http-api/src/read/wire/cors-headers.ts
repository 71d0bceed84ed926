import type { CorsSettings } from '../../model/route.ts';

/** `'a,b'` of a response parameter, whose quotes make it a literal. */
const listIn = (text: string | undefined): string[] =>
  (text ?? '')
    .replace(/^'|'$/g, '')
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);

/** What the CORS headers among an integration's response parameters allow; `undefined` without an origin. */
export function corsOf(
  parameters: readonly (readonly [name: string, value: string])[],
): CorsSettings | undefined {
  const header = (name: string): string | undefined =>
    parameters.find(([key]) => key.toLowerCase().endsWith(`.header.access-control-${name}`))?.[1];
  const origin = header('allow-origin');
  if (origin === undefined) return undefined;
  const [seconds] = listIn(header('max-age'));
  return {
    origins: listIn(origin),
    headers: listIn(header('allow-headers')),
    methods: listIn(header('allow-methods')),
    credentials: listIn(header('allow-credentials'))[0] === 'true',
    ...(seconds !== undefined && { maxAge: Number(seconds) }),
  };
}
