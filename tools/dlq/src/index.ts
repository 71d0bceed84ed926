export { type ClientConfig, type Clients, createClients } from './cloud/clients.ts';
export { type Examination, examine } from './groups/examine.ts';
export { type MessageGroup } from './groups/group.ts';
export { type Selected, type Selection, selectMessages } from './groups/select.ts';
export { fromWhere, whyHere } from './list/explain.ts';
export {
  type DeadLetterQueue,
  depthOf,
  findDeadLetterQueue,
  findDeadLetterQueues,
  type ListFilter,
} from './list/find.ts';
export { type Origin } from './list/origins.ts';
export { type Envelope, envelopeOf } from './peek/envelope.ts';
export { peekQueue, type PeekOptions } from './peek/peek.ts';
export { type DeadLetter } from './queue/message.ts';
export { type Reading } from './queue/read-queue.ts';
export { type Forecast } from './redrive/forecast.ts';
export { type Journal, openJournal } from './redrive/journal.ts';
export { measuredUsage } from './redrive/measured.ts';
export { type PlanOptions, planRedrive, type RedrivePlan } from './redrive/plan.ts';
export { type RedriveResult } from './redrive/redrive.ts';
