import { COMPARISON, type Rule } from './rule.ts';

/** What could not be read is never called ready. */
export const unreadRule: Rule = {
  id: 'unread',
  severity: 'blocked',
  title: 'Not understood',
  looksAt: 'everything in the source that this tool does not know',
  reason: 'Nobody can say whether an HTTP API does what is not understood.',
  remedy: 'Look at the place that is named; --accept unread when it makes no difference.',
  cost: 'Unknown.',
  docs: COMPARISON,
  find: ({ unread }) =>
    unread.map(({ what, place, route }) => ({
      detail: what,
      place,
      ...(route !== undefined && { route }),
    })),
};
