import type { Execution } from 'newman';

/** Failures of the network in words, by their code. */
const WORDS: Record<string, (host: string, seconds: number) => string> = {
  ECONNREFUSED: (host) => `Nothing listens at ${host}`,
  ENOTFOUND: (host) => `The name of ${host} is not known`,
  EAI_AGAIN: (host) => `The name of ${host} cannot be looked up: is there a network?`,
  ECONNRESET: (host) => `${host} broke the connection before it had answered`,
  ESOCKETTIMEDOUT: (_host, seconds) => `No answer within ${seconds} s`,
  ETIMEDOUT: (_host, seconds) => `No answer within ${seconds} s`,
  EPROTO: (host) => `${host} does not speak TLS as it should: is it http:// there?`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => `The certificate of ${host} is for other names`,
  CERT_HAS_EXPIRED: (host) => `The certificate of ${host} has expired`,
  ...Object.fromEntries(
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ].map((code) => [code, (host: string) => `The certificate of ${host} is not to be trusted`]),
  ),
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
