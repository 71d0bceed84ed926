/** A request or an answer, as it is shown. */
export interface Message {
  /** `POST https://…`, or `500 Internal Server Error`. */
  start: string;
  headers: [name: string, value: string][];
  body: string;
}

/** Why a request is red. */
export interface Failure {
  /** In words, at least one. */
  reasons: string[];
  request: Message;
  /** Absent if there was none. */
  answer?: Message | undefined;
  /** What to look at. */
  next: string[];
}

/** A request of a collection that was sent. */
export interface RequestResult {
  name: string;
  folder?: string | undefined;
  method: string;
  url: string;
  /** How often it was sent; more than once where something was waited for. */
  times: number;
  /** Of the answer; absent if there was none. */
  status?: number | undefined;
  milliseconds?: number | undefined;
  bytes?: number | undefined;
  assertions: { name: string; passed: boolean }[];
  failure?: Failure | undefined;
}

/** What came of a collection. */
export interface SmokeRun {
  service: string;
  /** Where it ran: a URL that was given, this machine, or a stage on AWS. */
  target: 'url' | 'local' | 'aws';
  stage?: string | undefined;
  baseUrl: string;
  /** ISO 8601. */
  startedAt: string;
  milliseconds: number;
  green: boolean;
  requests: RequestResult[];
  /** Requests that were not sent: they need what was not given, or the run ended before. */
  leftOut: string[];
}

/** The requests that are red. */
export const failuresOf = ({ requests }: SmokeRun): (RequestResult & { failure: Failure })[] =>
  requests.flatMap((request) =>
    request.failure ? [{ ...request, failure: request.failure }] : [],
  );
