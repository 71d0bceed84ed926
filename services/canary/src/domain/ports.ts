/** Where the APIs are. */
export interface Apis {
  /** Base URLs by service; what is not there is left out. */
  find: (services: readonly string[]) => Promise<Map<string, string>>;
}

/** Lets the canary in. */
export interface Tokens {
  /** None if the canary has no credentials. */
  get: () => Promise<string | undefined>;
}

export interface Request {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  contentType: string;
}

/** Asks an endpoint; throws an error that says why there is no answer. */
export type Ask = (request: Request) => Promise<Answer>;
