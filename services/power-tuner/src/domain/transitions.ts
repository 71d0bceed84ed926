/**
 * States that each call of a step stands for, itself and the fixed ones that follow it, as in state-machine.yml; a call
 * that is repeated is billed again. `tune-function.test.ts` counts them in the interpreted machine.
 */
export const TRANSITIONS = {
  /** LockFunction, IsLocked. */
  lock: 2,
  /** CleanUpFormerRun. */
  cleanUpFormer: 1,
  /** PlanRound, WhatNext. */
  plan: 2,
  /** PublishVersions, RestoreFunction. */
  publishAll: 2,
  /** PublishVersion, IsPublished, then Published or WaitForFunction. */
  publish: 3,
  /** MeasureRound. */
  measureAll: 1,
  /** MeasureCandidate, IsMeasured, then Measured or WaitForVersion. */
  measure: 3,
  /** AnalyseRun, IsApplied, CleanUp. */
  end: 3,
  /** ApplyResult. */
  apply: 1,
  /** ValidateInput, TuneFunctions, FinishRun, OneResult or AllResults. */
  frame: 4,
} as const;
