import { resourcesOf, type Resources } from '../template.ts';

/** What breaks a rule: an error fails the package, a warning is shown. */
export type Severity = 'error' | 'warning';

/** Limits that services may set for themselves. */
export type RuleSettings = {
  /** Days after which a tuned memory size should be measured again. */
  tunedWithinDays: number;
  /** Largest zip of a function, in KB of 1,024 bytes. */
  maxBundleKb: number;
};

/** What is known of a function beside its resource. */
export type PackagedFunction = {
  /** Its key in `serverless.yml`. */
  key: string;
  /** TypeScript of the file that its handler is in. */
  source?: string;
  /** Of its zip. */
  bundleBytes?: number;
  /** `YYYY-MM-DD` of the last run of the power tuner on it, at any stage. */
  tunedOn?: string;
};

/** An event that a service of the workspace puts on a bus, as far as it is declared. */
export type ProducedEvent = {
  eventBus: string;
  source: string;
  'detail-type': string;
  /** An example; patterns on details that nobody gave an example of are taken to match. */
  detail?: unknown;
};

/** What a rule of some service selects from a bus. */
export type ConsumedPattern = { eventBus: string; pattern: unknown };

/** The events of the whole workspace. */
export type WorkspaceEvents = { produced: ProducedEvent[]; consumed: ConsumedPattern[] };

/** What rules look at: the compiled stack, and what is known beside it. */
export type Stack = {
  resources: Resources;
  settings: RuleSettings;
  /** `YYYY-MM-DD`; nothing that time alone breaks is judged without it. */
  today?: string;
  /** By the physical name. */
  functions?: ReadonlyMap<string, PackagedFunction>;
  events?: WorkspaceEvents;
};

/** One guardrail. Its texts are its documentation: RULES.md is made of them. */
export type Rule = {
  /** Stable: exemptions name it. */
  id: string;
  /** What holds where the rule is kept. */
  title: string;
  /** Why, in a sentence or two. */
  reason: string;
  /** Where the reason can be read up. */
  source: string;
  /** What to do about a finding. */
  remedy: string;
  severity: Severity;
  /** What it cannot judge without. */
  needs?: readonly ('today' | 'functions' | 'events')[];
  /** The setting of a function or resource that is to be changed, for the line of a finding. */
  setting?: string;
  /** Logical ids of what it is about. */
  appliesTo: (stack: Stack) => string[];
  /** What is wrong with one of them. */
  check: (id: string, stack: Stack) => string[];
};

/** `appliesTo` of a rule about all resources of some types. */
export const all =
  (...types: string[]) =>
  ({ resources }: Stack): string[] =>
    types.flatMap((type) => resourcesOf(resources, type)).map(([id]) => id);

/** A problem, unless something holds. */
export const unless = (holds: boolean, message: string): string[] => (holds ? [] : [message]);

/** What is known of a function beside its resource. */
export const factsOf = (
  id: string,
  { resources, functions }: Stack,
): PackagedFunction | undefined => functions?.get(String(resources[id]?.Properties?.FunctionName));
