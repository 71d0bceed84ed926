/** Headers that let whoever reads them in. */
const SECRET_HEADERS =
  /^(proxy-)?authorization$|^(set-)?cookie$|^x-api-key$|^x-amz-security-token$/i;
/** Three parts in base64url, the first of which begins with `{"`. */
const JWT = /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g;
const REDACTED = '(redacted)';

/** Hides secrets in what is reported. */
export interface Redaction {
  text: (text: string) => string;
  header: (name: string, value: string) => string;
}

/** @param secrets Values that must not be seen anywhere. */
export function redaction(secrets: readonly string[]): Redaction {
  const known = secrets.filter((secret) => secret.length > 0);
  const text = (from: string): string =>
    known.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), from).replace(JWT, REDACTED);
  return {
    text,
    header: (name, value) => (SECRET_HEADERS.test(name) ? REDACTED : text(value)),
  };
}
