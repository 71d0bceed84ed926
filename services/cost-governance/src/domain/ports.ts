import type { Incident, Notice, Reservation } from './incident.ts';

/** Open incidents, outside of everything that may die. Reads see every write that came before. */
export interface Incidents {
  get: (functionName: string) => Promise<Incident | undefined>;
  open: () => Promise<Incident[]>;
  /** Whether it was written: not when somebody else wrote since `revision - 1`. */
  put: (incident: Incident) => Promise<boolean>;
  /** Nothing happens when somebody wrote since. */
  remove: (incident: Incident) => Promise<void>;
}

export interface Mapping {
  id: string;
  enabled: boolean;
}

/** What throttling is made of. Fails with `FunctionGone`. */
export interface Functions {
  reservation: (functionName: string) => Promise<Reservation>;
  /** Fails with `ReservationRefused` when too little would be left to other functions. */
  reserve: (functionName: string, reservation: Reservation) => Promise<void>;
  mappings: (functionName: string) => Promise<Mapping[]>;
  /** Done as well when it is so already, or is not there. */
  switchMapping: (id: string, enabled: boolean) => Promise<void>;
}

export interface Alarms {
  /** Whether it is in ALARM; false when there is no such alarm. */
  isOn: (alarmName: string) => Promise<boolean>;
}

export interface Notices {
  tell: (notice: Notice) => Promise<void>;
}

export interface Clock {
  /** ms since the epoch. */
  now: () => number;
}
