/** Where the guard stands with a function whose cost alarm went off. */
export type Phase =
  /** People have been told. If the alarm is still on when it is due, the function is throttled. */
  | 'alarmed'
  /** What the function was is on record; the throttle may be half in force. */
  | 'throttling'
  | 'throttled'
  /** The function may be half restored. */
  | 'restoring'
  /** It is what it was; a relapse throttles it at once. */
  | 'watched'
  /** Throttled until somebody restores it. */
  | 'held'
  /** Nothing is left but to say so. */
  | 'over';

/** What the alarm says about the function's cost. */
export interface CostFigures {
  /** As measured when the alarm went off; absent when its state was set by hand. */
  usdPerHour?: number | undefined;
  thresholdUsdPerHour?: number | undefined;
}

/** What people are told, and that it happened. */
export interface Notice {
  kind: 'alarm' | 'throttled' | 'held' | 'restored' | 'taken-over' | 'ended' | 'gone';
  subject: string;
  text: string;
}

/** Reserved concurrency; `null`: none, the function shares the account's. */
export type Reservation = number | null;

/** What the throttle changed, written before it is. */
export interface Throttle {
  before: Reservation;
  applied: number;
  /** Event source mappings that were enabled. */
  paused: string[];
}

/** One per function, from its alarm to its end. */
export interface Incident extends CostFigures {
  functionName: string;
  alarmName: string;
  phase: Phase;
  /** Counts the writes: who writes names the one before. */
  revision: number;
  /** When the alarm went off, ms since the epoch. */
  since: number;
  /** When the phase began. */
  changedAt: number;
  /**
   * When the guard is to go on with it. While a phase is at work it is the end of the lease: until then nobody else may
   * touch the function.
   */
  dueAt: number;
  /** How often the function was throttled. */
  throttles: number;
  throttle?: Throttle | undefined;
  /** A human throttled it, so a human restores it. */
  byHand?: boolean | undefined;
  /** Not told yet. */
  toTell: Notice[];
}

/** Phases in which the function may not be what its owner made it. */
export const isThrottled = ({ phase }: Incident): boolean =>
  phase === 'throttling' || phase === 'throttled' || phase === 'restoring' || phase === 'held';

/** Phases that change the function. */
export const isAtWork = ({ phase }: Incident): boolean =>
  phase === 'throttling' || phase === 'restoring';

export const isDue = ({ dueAt, toTell }: Incident, now: number): boolean =>
  toTell.length > 0 || dueAt <= now;
