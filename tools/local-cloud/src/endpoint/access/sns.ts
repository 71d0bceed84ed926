import { type AccessOf } from './access.ts';

/** SNS speaks the query protocol: the operation and the topic are form fields. */
export const snsAccess: AccessOf = ({ body, query }) => {
  const form = new URLSearchParams(body.toString());
  const field = (name: string): string | undefined =>
    form.get(name) ?? query.get(name) ?? undefined;
  return [
    {
      action: `sns:${(field('Action') ?? '').replace(/^PublishBatch$/, 'Publish')}`,
      resource: field('TopicArn') ?? field('TargetArn') ?? field('ResourceArn') ?? '*',
    },
  ];
};
