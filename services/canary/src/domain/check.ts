/** A question to a public endpoint that changes nothing, and the answer to expect. */
export interface Check {
  /** Its name in metrics and alarms. */
  endpoint: string;
  /** Name of the service's folder; its API is called `acado-<service>-<stage>`. */
  service: string;
  method: 'GET' | 'POST';
  path: string;
  /** Sent as JSON. */
  body?: unknown;
  expected: Expected;
  /** It asks for a token where the stage does. */
  isClosed: boolean;
}

/** What tells that the function has answered, and not the gateway before it. */
export interface Expected {
  status: number;
  contentType: string;
}

/** What came of a check. */
export interface Outcome {
  endpoint: string;
  available: boolean;
  /** From the request to the end of the answer; absent if there was none. */
  milliseconds?: number;
  /** Why it does not count as available. */
  reason?: string;
}
