import { type CloudContext } from '../../context.ts';
import { type HistoryEvent } from '../interpreter/history.ts';
import { type Logging, type StateMachine } from '../state-machine.ts';
import { type Execution } from './execution.ts';
import { withoutData } from './without-data.ts';

const LOGGED: Record<Logging['level'], RegExp> = {
  ALL: /./,
  ERROR: /(Failed|TimedOut|Aborted)$/,
  FATAL: /^Execution(Failed|TimedOut|Aborted)$/,
  OFF: /^$/,
};

/** Writes the events of a history to the log groups of their state machine, as its level says. */
export const logEvents =
  (writeLogs: CloudContext['writeLogs']) =>
  (event: HistoryEvent, { name, logging }: StateMachine, { arn }: Execution): void => {
    const { level, includeExecutionData, logGroups } = logging;
    const { id, previousEventId, type, timestamp } = event;
    if (logGroups.length === 0 || !LOGGED[level].test(type)) return;
    const [details = {}] = Object.values(
      includeExecutionData ? event.details : withoutData(event.details),
    );
    const line = JSON.stringify({
      ...{ id: String(id), type, details, previous_event_id: String(previousEventId) },
      ...{ event_timestamp: String(timestamp), execution_arn: arn, redrive_count: '0' },
    });
    const day = new Date(timestamp).toISOString().slice(0, 13).replace('T', '-');
    for (const group of logGroups) writeLogs(group, `states/${name}/${day}`, [line]);
  };
