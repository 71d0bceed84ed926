import type { Execution } from 'newman';

/** Failures of the network in words, by their code. */
const WORDS: Record<string, (host: string, seconds: number) => string> = {
  ECONNREFUSED: (host) => `Nothing listens at ${host}`,
  ENOTFOUND: (host) => `The name of ${host} is not known`,
  EAI_AGAIN: (host) => `The name of ${host} cannot be looked up: is there a network?`,
  ECONNRESET: (host) => `${host} broke the connection before it had answered`,
  ESOCKETTIMEDOUT: (_host, seconds) => `No answer within ${seconds} s`,
  ETIMEDOUT: (_host, seconds) => `No answer within ${seconds} s`,
};

/** Why an execution is red, in words; none if it is green. */
export function reasonsOf(execution: Execution, timeoutMs: number): string[] {
  const { requestError, request, assertions = [] } = execution;
  if (requestError) {
    const words = Object.hasOwn(WORDS, requestError.code ?? '') && WORDS[requestError.code ?? ''];
    return [words ? words(originOf(request?.url), timeoutMs / 1000) : requestError.message];
  }
  const scripts = [...(execution.prerequestScript ?? []), ...(execution.testScript ?? [])];
  return [
    ...assertions.flatMap(({ assertion, error }) =>
      error ? [`${assertion}: ${error.message}`] : [],
    ),
    ...scripts.flatMap(({ error }) =>
      error ? [`A script of the collection failed: ${error.name}: ${error.message}`] : [],
    ),
  ];
}

function originOf(url: { toString: () => string } | undefined): string {
  const text = url?.toString() ?? '';
  return URL.canParse(text) ? new URL(text).origin : text;
}
