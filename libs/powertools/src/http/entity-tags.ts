/** What `If-Match` and `If-None-Match` name: anything at all, or the versions in a list. */
export type EntityTags = { any: true } | { any: false; tags: { weak: boolean; version: string }[] };

const tag = String.raw`(?:W\/)?"[\x21\x23-\x7e]*"`;
const list = new RegExp(`^${tag}(?:\\s*,\\s*${tag})*$`);

/**
 * The strong entity tag of a version, an identifier of visible ASCII characters.
 *
 * @example
 * entityTag('3'); // '"3"'
 */
export const entityTag = (version: string): string => `"${version}"`;

/**
 * Reads an `If-Match` or `If-None-Match` header (RFC 9110, section 13.1).
 *
 * @returns undefined for what is neither `*` nor a list of entity tags
 *
 * @example
 * parseEntityTags('W/"a", "b"'); // { any: false, tags: [{ weak: true, version: 'a' }, { weak: false, version: 'b' }] }
 */
export function parseEntityTags(header: string): EntityTags | undefined {
  const trimmed = header.trim();
  if (trimmed === '*') return { any: true };
  if (!list.test(trimmed)) return undefined;
  const tags = [...trimmed.matchAll(/(W\/)?"([^"]*)"/g)].map(([, weak, version = '']) => ({
    weak: weak !== undefined,
    version,
  }));
  return { any: false, tags };
}

/**
 * Whether a read is answered with 304: its `If-None-Match` names the current version. Weak tags count here, and a
 * header that cannot be read names nothing, so that the client gets the whole answer.
 *
 * @param headers Of the request, names in lower case.
 *
 * @example
 * if (isNotModified(headers, version)) return { status: 304, headers: { etag: entityTag(version) } };
 */
export function isNotModified(
  headers: Record<string, string | undefined>,
  version: string,
): boolean {
  const named = parseEntityTags(headers['if-none-match'] ?? '');
  return named !== undefined && (named.any || named.tags.some((tag) => tag.version === version));
}
