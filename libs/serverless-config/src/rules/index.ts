import * as alarms from './alarms.ts';
import * as concurrency from './concurrency.ts';
import * as consumers from './consumers.ts';
import * as data from './data.ts';
import * as deadLetters from './dead-letters.ts';
import * as events from './events.ts';
import * as functions from './functions.ts';
import * as iam from './iam.ts';
import * as logs from './logs.ts';
import * as namesAndTags from './names-and-tags.ts';
import { publicAccess } from './public-access.ts';
import type { Rule } from './rule.ts';
import { noSecrets } from './secrets.ts';

/** All guardrails, in the order of the documentation. */
export const rules: readonly Rule[] = [
  deadLetters.queueDeadLetters,
  deadLetters.targetDeadLetters,
  deadLetters.scheduleDeadLetters,
  deadLetters.asyncDeadLetters,
  deadLetters.deadLetterRetention,
  consumers.partialBatchResponses,
  consumers.visibilityTimeouts,
  consumers.recursiveLoop,
  concurrency.queueConcurrency,
  concurrency.pushConcurrency,
  concurrency.apiThrottled,
  events.unmatchedPattern,
  events.unconsumedEvent,
  functions.tunedMemory,
  functions.arm64,
  functions.supportedRuntime,
  functions.httpTimeout,
  functions.bundleSize,
  alarms.functionAlarms,
  alarms.costAlarm,
  alarms.deadLetterAlarm,
  alarms.queueAgeAlarm,
  alarms.apiAlarm,
  logs.ownLogGroup,
  logs.logRetention,
  iam.ownRole,
  iam.noSharedRole,
  iam.noWildcards,
  noSecrets,
  publicAccess,
  data.encryption,
  data.deletionPolicy,
  namesAndTags.requiredTags,
  namesAndTags.nameLength,
];
