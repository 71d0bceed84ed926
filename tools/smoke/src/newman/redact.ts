/** What lets whoever reads it in, by the names of headers, fields and parameters. */
const SECRET_NAME =
  '(?<![\\w-])[\\w-]{0,64}(?:token|secret|password|passwd|api[_-]?key|authorization|cookie|credential|signature)[\\w-]{0,64}';
const SECRET_HEADER = new RegExp(`^${SECRET_NAME}$`, 'i');
/** `"access_token": "…"` of JSON, `access_token: '…'` of an object that an assertion shows. */
const FIELD = new RegExp(`(${SECRET_NAME}["']?\\s*:\\s*)(["'])(?:(?!\\2)[^\\\\]|\\\\.)*\\2`, 'gi');
/** `client_secret=…` of a query or a form. */
const PARAMETER = new RegExp(`(${SECRET_NAME}=)[^\\s&;"'<>]+`, 'gi');
/** `Authorization: Basic …`, wherever it is quoted. */
const SCHEME = /\b(Bearer|Basic) [\w.~+/=-]{8,}/g;
/** Three parts in base64url, the first of which begins with `{"`. */
const JWT = /(?<![\w-])eyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const REDACTED = '(redacted)';

/** Hides secrets in what is reported. */
export interface Redaction {
  text: (text: string) => string;
  header: (name: string, value: string) => string;
}

/** @param secrets Values that must not be seen anywhere. */
export function redaction(secrets: readonly string[]): Redaction {
  const known = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const text = (from: string): string =>
    known
      .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), from)
      .replace(JWT, REDACTED)
      .replace(SCHEME, `$1 ${REDACTED}`)
      .replace(FIELD, `$1$2${REDACTED}$2`)
      .replace(PARAMETER, `$1${REDACTED}`);
  return {
    text,
    header: (name, value) => (SECRET_HEADER.test(name) ? REDACTED : text(value)),
  };
}
