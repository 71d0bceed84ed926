import type { SwitchInputs } from '../inputs.ts';

/** Something that must be true before anything is changed. */
export interface Precondition {
  what: string;
  why: string;
  /** Shows it. */
  commands: string[];
  /** What they print when all is well. */
  expected: string;
  docs?: string;
}

/** How to undo a step. */
export interface WayBack {
  commands: string[];
  /** Until clients are back. */
  takes: string;
}

/** A step that changes something. */
export interface Step {
  title: string;
  /** Share of the requests that the HTTP API answers after it, in percent; absent where it moves none. */
  percent?: number;
  why?: string;
  commands: string[];
  /** When to go on. */
  goOn: string;
  back: WayBack;
}

/** A file beside the runbook. */
export interface PlanFile {
  name: string;
  what: string;
  content: string;
}

/** How traffic moves from a REST API to an HTTP API, and back. */
export interface Plan {
  inputs: SwitchInputs;
  title: string;
  /** What it is good for, and what it costs. */
  summary: string;
  notes: string[];
  preconditions: Precondition[];
  steps: Step[];
  /** When nobody needs the REST API any more. */
  end: Step[];
  files: PlanFile[];
  docs: string[];
}
