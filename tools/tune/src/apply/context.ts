import type { Functions } from './functions.ts';
import type { GitHub } from './github.ts';

/** Where a result is applied, and with what. */
export interface Context {
  /** Absolute path of the workspace, the root of its repository. */
  workspace: string;
  /** Lambda of a region. */
  functions: (region: string) => Functions;
  github: GitHub;
  now: () => Date;
}

/** What is wanted of it. */
export interface ApplyOptions {
  mode: 'auto' | 'manual';
  /** For values that differ by stage; that of the run unless given. */
  stage?: string | undefined;
  /** That of the run unless given. */
  region?: string | undefined;
  /** Say what would be done, and do nothing. */
  dryRun: boolean;
  /** Whatever speaks against it. */
  force: boolean;
  /** Of a proposal: push its branch, and open pull request and issue. */
  push: boolean;
  /** Of a proposal: the revision that it changes. */
  base: string;
}

/** What was done, or would be. */
export interface Outcome {
  mode: 'auto' | 'manual';
  /** There was nothing to change. */
  unchanged: boolean;
  service: string;
  functionKey: string;
  stage: string;
  run: string;
  strategy: 'cost' | 'speed' | 'balanced';
  /** MB: the current and the recommended one, to measure both again. */
  sizes: number[];
  /** For people: what happened, a line each. */
  lines: string[];
  /** Of the configuration. */
  patch: string;
  branch?: string | undefined;
  commit?: string | undefined;
  pullRequest?: string | undefined;
  issue?: string | undefined;
}
