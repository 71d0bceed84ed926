/** Where something is written. */
export interface Place {
  /** File, or `account` and region for what AWS answered. */
  file: string;
  /** Keys from the top, such as `Resources.Api.Properties.Policy`; empty for the whole file. */
  path: string;
}

/** Something in a source that the tool does not understand. */
export interface Unread {
  place: Place;
  /** What is there, and what was expected. */
  what: string;
  /** Route that it belongs to, as `METHOD /path`; absent when it concerns the API. */
  route?: string;
}

/** As people read it. */
export const placeText = ({ file, path }: Place): string =>
  path === '' ? file : `${file} ${path}`;
