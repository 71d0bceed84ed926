/** A request as it is sent to both APIs: nothing in it is random any more. */
export interface RecordedRequest {
  name: string;
  method: string;
  /** With the query, as it goes over the wire; without the stage. */
  path: string;
  headers: readonly (readonly [name: string, value: string])[];
  body?: Uint8Array;
}

/** Requests in the order in which they are sent. */
export interface Recording {
  file: string;
  requests: RecordedRequest[];
  /** What the file could not tell, for people. */
  notes: string[];
}

/** Belong to the connection, not to the request; `accept-encoding` goes because bodies are compared uncompressed. */
const OF_CONNECTION =
  /^(host|content-length|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|proxy-.*|accept-encoding|:.*)$/i;

/** Headers without those that whoever sends the request sets itself. */
export const sentHeaders = (
  headers: readonly (readonly [name: string, value: string])[],
): (readonly [string, string])[] => headers.filter(([name]) => !OF_CONNECTION.test(name));

/** Path and query of a URL, as they are written. */
export function pathOf(url: string): string {
  const [, path = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url) ?? ['', url];
  return path.startsWith('/') ? path : `/${path}`;
}

/** A path without the stage that the recorded API had in front of it. */
export function withoutPrefix(path: string, prefix: string): string {
  if (prefix === '' || !path.startsWith(prefix)) return path;
  const rest = path.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : path;
}
