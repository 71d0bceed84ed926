import type { CostFigures, Incident, Notice } from './incident.ts';
import { mayThrottle, type Policy } from './policy.ts';

/** SNS takes no more of a subject. */
const MAX_SUBJECT = 100;

const usd = (value: number): string => `$${value.toFixed(value < 1 ? 3 : 2)}`;

const rate = ({ usdPerHour, thresholdUsdPerHour }: CostFigures): string =>
  usdPerHour === undefined || thresholdUsdPerHour === undefined
    ? 'No figures: the state of the alarm was set by hand.'
    : `It costs ${usd(usdPerHour)} per hour; the alarm's threshold is ${usd(thresholdUsdPerHour)}.`;

const minutes = (ms: number): string => {
  const rounded = Math.round(ms / 6000) / 10;
  return `${rounded} ${rounded === 1 ? 'minute' : 'minutes'}`;
};

/** The command with which a human does something about a function. */
const commandTo = (
  action: 'restore' | 'throttle',
  { operator }: Policy,
  functionName: string,
): string =>
  `aws lambda invoke --function-name ${operator} --cli-binary-format raw-in-base64-out --payload '${JSON.stringify({ action, function: functionName })}' /dev/stdout`;

const subjectOf = (words: string): string =>
  words.length > MAX_SUBJECT ? `${words.slice(0, MAX_SUBJECT - 3)}...` : words;

const reservation = (incident: Incident): string => {
  const { before = null } = incident.throttle ?? {};
  return before === null ? 'no reserved concurrency' : `reserved concurrency ${before}`;
};

const stopIt = ({ functionName }: Incident): string =>
  `To stop it yourself:\n  aws lambda put-function-concurrency --function-name ${functionName} --reserved-concurrent-executions 0`;

const whatNext = (policy: Policy, incident: Incident, dueInMs: number): string => {
  const { functionName } = incident;
  if (!mayThrottle(policy, functionName))
    return `It is not on the list of what may be throttled, so nothing happens by itself. ${stopIt(incident)}`;
  const when = dueInMs <= 0 ? 'within a minute' : `in ${minutes(dueInMs)} unless the alarm ends`;
  return `It is throttled ${when}. To throttle it now:\n  ${commandTo('throttle', policy, functionName)}`;
};

/** What people are told of a step, in words and figures. */
export function noticeOf(
  kind: Notice['kind'],
  policy: Policy,
  incident: Incident,
  dueInMs = 0,
): Notice {
  const { functionName, alarmName, throttle } = incident;
  const paused = throttle?.paused.length ?? 0;
  const undo = `To restore it now:\n  ${commandTo('restore', policy, functionName)}`;
  const throttled = `${functionName} is throttled to ${throttle?.applied ?? 0} concurrent executions${paused > 0 ? `, and ${paused} of its event source mappings ${paused === 1 ? 'is' : 'are'} disabled` : ''}. It had ${reservation(incident)}.`;
  const words: Record<Notice['kind'], [subject: string, ...lines: string[]]> = {
    alarm: [
      `Cost alarm: ${functionName}`,
      `${functionName} costs more than it may (alarm ${alarmName}). ${rate(incident)}`,
      whatNext(policy, incident, dueInMs),
    ],
    throttled: [
      `Throttled: ${functionName}`,
      `${throttled} ${rate(incident)}`,
      `It is restored in ${minutes(dueInMs)}. ${undo}`,
    ],
    held: [
      `Throttled until you restore it: ${functionName}`,
      `${throttled} ${rate(incident)}`,
      incident.byHand
        ? `Somebody asked for it. ${undo}`
        : `It was throttled ${incident.throttles} times and relapsed each time. ${undo}`,
    ],
    restored: [
      `Restored: ${functionName}`,
      `${functionName} has ${reservation(incident)} again${paused > 0 ? ', and its event source mappings are enabled' : ''}. If its alarm goes off within ${minutes(dueInMs)}, it is throttled at once.`,
    ],
    'taken-over': [
      `Left as it is: ${functionName}`,
      `Somebody changed the reserved concurrency of ${functionName} while it was throttled; it stays as they made it.${paused > 0 ? ' Its event source mappings are enabled.' : ''}`,
    ],
    ended: [
      `Over: ${functionName}`,
      incident.throttles === 0
        ? `The alarm ${alarmName} is off again; nothing was changed.`
        : `${functionName} has been quiet since it was restored.`,
    ],
    gone: [`Gone: ${functionName}`, `${functionName} does not exist any more.`],
  };
  const [subject, ...lines] = words[kind];
  return { kind, subject: subjectOf(subject), text: `${lines.join('\n\n')}\n` };
}
