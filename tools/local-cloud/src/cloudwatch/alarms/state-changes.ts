import { type CloudContext } from '../../context.ts';
import { type AwsEvent } from '../../events/types.ts';
import { type Alarm, type AlarmStatus, type AlarmStore } from './alarm-store.ts';
import { actionsOf, alarmArn, stateChangeDetail, topicMessage } from './notices.ts';

/** What an alarm reaches when its state changes. */
export type AlarmTargets = {
  /** To the default event bus. */
  publish: (event: AwsEvent) => void;
  /** To a topic; rejects for anything else. */
  notify: (arn: string, message: object) => Promise<void>;
};

export type StateChangesOptions = {
  context: Pick<CloudContext, 'region' | 'accountId' | 'report'>;
  store: AlarmStore;
  targets: AlarmTargets;
  now: () => number;
};

/** Puts an alarm in a state, and tells everybody when it is another one. */
export const createStateChanges = ({ context, store, targets, now }: StateChangesOptions) => {
  let stopped = false;

  const act = (alarm: Alarm, before: AlarmStatus): void => {
    const { AlarmName: name } = alarm.definition;
    for (const arn of actionsOf(alarm)) {
      const tell = (summary: string) =>
        !stopped &&
        store.remember({ name, at: now(), type: 'Action', summary, data: { actionArn: arn } });
      targets.notify(arn, topicMessage(context, alarm, before)).then(
        () => tell(`Successfully executed action ${arn}`),
        (error: unknown) => {
          context.report('warn', name, `the action ${arn} failed: ${String(error)}`);
          tell(`Failed to execute action ${arn}. Received error: "${String(error)}"`);
        },
      );
    }
  };

  const change = (
    alarm: Alarm,
    to: Pick<AlarmStatus, 'value' | 'reason' | 'reasonData'>,
    at: number,
  ): void => {
    const { definition, status: before } = alarm;
    const same = before.value === to.value;
    const status = { ...to, updatedAt: at, changedAt: same ? before.changedAt : at };
    const changed = { ...alarm, status };
    store.put(changed);
    if (same) return;
    const { AlarmName: name } = definition;
    store.remember({
      name,
      at,
      type: 'StateUpdate',
      summary: `Alarm updated from ${before.value} to ${to.value}`,
      data: {
        version: '1.0',
        oldState: { stateValue: before.value, stateReason: before.reason },
        newState: { stateValue: to.value, stateReason: to.reason },
      },
    });
    if (to.value === 'ALARM') context.report('warn', name, `ALARM: ${to.reason}`);
    else if (before.value === 'ALARM') context.report('info', name, `${to.value}: ${to.reason}`);
    targets.publish({
      source: 'aws.cloudwatch',
      detailType: 'CloudWatch Alarm State Change',
      resources: [alarmArn(context, name)],
      detail: stateChangeDetail(changed, before),
    });
    act(changed, before);
  };

  return {
    change,
    /** What is told from here on is not remembered. */
    stop: (): void => {
      stopped = true;
    },
  };
};
