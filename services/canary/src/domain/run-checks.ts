import type { Check, Expected, Outcome } from './check.ts';
import type { Answer, Apis, Ask, Tokens } from './ports.ts';

export interface Checking {
  apis: Apis;
  tokens: Tokens;
  ask: Ask;
  /** Milliseconds. */
  now: () => number;
}

/** A gateway that lets nobody in without a token. */
const UNAUTHORIZED = 401;

/** Runs checks one after the other, so that none slows another down. Whatever fails becomes an outcome. */
export async function runChecks(checks: readonly Check[], checking: Checking): Promise<Outcome[]> {
  const urls = attempt(() => checking.apis.find(checks.map(({ service }) => service)));
  const token = attempt(() => checking.tokens.get());
  const outcomes: Outcome[] = [];
  for (const check of checks) outcomes.push(await runCheck(check, checking, { urls, token }));
  return outcomes;
}

type Found = {
  urls: Promise<Attempt<Map<string, string>>>;
  token: Promise<Attempt<string | undefined>>;
};

async function runCheck(
  { endpoint, service, method, path, body, expected, isClosed }: Check,
  { ask, now }: Checking,
  { urls, token }: Found,
): Promise<Outcome> {
  const failed = (reason: string): Outcome => ({ endpoint, available: false, reason });
  const found = await urls;
  if ('reason' in found) return failed(`Cannot find the APIs: ${found.reason}`);
  const baseUrl = found.value.get(service);
  if (baseUrl === undefined) return failed(`There is no API of ${service}`);
  const held = isClosed ? await token : undefined;
  if (held && 'reason' in held) return failed(`Cannot get a token: ${held.reason}`);

  const startedAt = now();
  const answer = await attempt(() =>
    ask({
      url: `${baseUrl}${path}`,
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(held?.value !== undefined && { authorization: `Bearer ${held.value}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
  if ('reason' in answer) return failed(answer.reason);
  const milliseconds = Math.round(now() - startedAt);
  const isWithoutToken = isClosed && held?.value === undefined;
  const reason = objectionTo(answer.value, expected, isWithoutToken);
  return { endpoint, available: reason === undefined, milliseconds, ...(reason && { reason }) };
}

/** Without a token, an endpoint that is closed is as it should be. */
function objectionTo(answer: Answer, expected: Expected, isWithoutToken: boolean) {
  if (isWithoutToken && answer.status === UNAUTHORIZED) return undefined;
  const isExpected =
    answer.status === expected.status && answer.contentType.startsWith(expected.contentType);
  if (isExpected) return undefined;
  return `Expected ${expected.status} ${expected.contentType}, not ${answer.status} ${answer.contentType}`;
}

type Attempt<Value> = { value: Value } | { reason: string };

async function attempt<Value>(get: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await get() };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
