import { resourcesOf } from '../template.ts';
import { all, type Rule, unless } from './rule.ts';

export const ownLogGroup: Rule = {
  id: 'own-log-group',
  title: 'The log group of every function is in its stack',
  reason:
    'Otherwise Lambda makes one at the first invocation that keeps its logs for ever, and that nobody removes with the stack.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html',
  remedy: 'Leave disableLogs out, and the name of the log group to the framework.',
  severity: 'error',
  appliesTo: all('AWS::Lambda::Function'),
  check: (id, { resources }) => {
    const name = `/aws/lambda/${String(resources[id]?.Properties?.FunctionName)}`;
    return unless(
      resourcesOf(resources, 'AWS::Logs::LogGroup').some(
        ([, { Properties }]) => Properties?.LogGroupName === name,
      ),
      'no log group of its own',
    );
  },
};

export const logRetention: Rule = {
  id: 'log-retention',
  title: 'Logs end',
  reason: 'What is kept for ever costs $0.03 per GB and month for ever.',
  source: 'https://aws.amazon.com/cloudwatch/pricing/',
  remedy: 'Set RetentionInDays: ${param:logRetentionInDays}.',
  severity: 'error',
  setting: 'RetentionInDays',
  appliesTo: all('AWS::Logs::LogGroup'),
  check: (id, { resources }) =>
    unless(resources[id]?.Properties?.RetentionInDays !== undefined, 'keeps its logs for ever'),
};
