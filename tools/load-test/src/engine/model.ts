import type { ScenarioRequest } from '../scenario/scenario.ts';
import type { Clock } from './clock.ts';
import type { Answer, Sender, WireRequest } from './connection.ts';

/** N users, each of whom waits for an answer before the next request. */
export interface ClosedModel {
  type: 'closed';
  users: number;
  /** The users come one by one, evenly within it. */
  rampUpMs: number;
  durationMs: number;
  /** Between an answer and the user's next request. */
  thinkTimeMs: number;
}

/** Requests that come at their times, whether or not earlier ones are answered. */
export interface OpenModel {
  type: 'open';
  /** Arrivals per second after the ramp, and at its beginning. */
  rate: number;
  startRate: number;
  rampUpMs: number;
  durationMs: number;
  /** Most requests under way at the same time; what comes beyond waits. */
  maxUsers: number;
}

export type Model = ClosedModel | OpenModel;

/** One request and what came of it. */
export interface Sample {
  request: ScenarioRequest;
  answer: Answer;
  /** ms by the clock. */
  endedAt: number;
  /** From the moment the request was meant to be sent to its answer, ms. */
  responseMs: number;
  bytesSent: number;
}

/** What a model works with. */
export interface Load {
  clock: Clock;
  connect: () => Sender;
  /** The next request of the mix. */
  next: () => { request: ScenarioRequest; wire: WireRequest };
  record: (sample: Sample) => void;
  /** Who is at work now. */
  onUsers: (users: number) => void;
  /** Aborted: nothing more is sent, and nobody waits for what is under way. */
  signal: AbortSignal;
}

/** What is left undone at the end. */
export interface Remainder {
  /** Requests of an open model that came and found no free user until the end. */
  unsent: number;
}
