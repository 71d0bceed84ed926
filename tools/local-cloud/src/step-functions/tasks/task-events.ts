import { inputDetails as input, outputDetails as output } from '../interpreter/payloads.ts';
import { errorAndCause, type StateFailure } from '../interpreter/state-failure.ts';
import { integrationOf } from './integration.ts';

type Event = [type: string, details?: Record<string, object>];

/** The events that AWS records while a task is done, by its way of asking for a function. */
export type TaskEvents = {
  scheduled: (input: string, timeoutInSeconds?: number) => Event;
  started: () => Event;
  succeeded: (output: string) => Event;
  failed: (failure: StateFailure) => Event;
};

const ofFunction = (resource: string): TaskEvents => ({
  scheduled: (text, timeoutInSeconds) => [
    'LambdaFunctionScheduled',
    {
      lambdaFunctionScheduledEventDetails: {
        resource,
        ...input(text),
        ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
      },
    },
  ],
  started: () => ['LambdaFunctionStarted'],
  succeeded: (text) => [
    'LambdaFunctionSucceeded',
    { lambdaFunctionSucceededEventDetails: output(text) },
  ],
  failed: (failure) =>
    failure.name === 'States.Timeout'
      ? ['LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: errorAndCause(failure) }]
      : ['LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: errorAndCause(failure) }],
});

const ofInvoke = (region: string): TaskEvents => {
  const task = { resourceType: 'lambda', resource: 'invoke' };
  return {
    scheduled: (parameters, timeoutInSeconds) => [
      'TaskScheduled',
      {
        taskScheduledEventDetails: {
          ...{ ...task, region, parameters },
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
        },
      },
    ],
    started: () => ['TaskStarted', { taskStartedEventDetails: task }],
    succeeded: (text) => [
      'TaskSucceeded',
      { taskSucceededEventDetails: { ...task, ...output(text) } },
    ],
    failed: (failure) =>
      failure.name === 'States.Timeout'
        ? ['TaskTimedOut', { taskTimedOutEventDetails: { ...task, ...errorAndCause(failure) } }]
        : ['TaskFailed', { taskFailedEventDetails: { ...task, ...errorAndCause(failure) } }],
  };
};

export const taskEvents = (resource: string, region: string): TaskEvents =>
  integrationOf(resource) === 'invoke' ? ofInvoke(region) : ofFunction(resource);
