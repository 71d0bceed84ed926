import type { WriteCondition } from '../domain/item-store.ts';

/** The version of rows that have none: they were not written through /items. */
export const unversioned = '0';

type Expression = {
  ConditionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, string>;
};

const versionExpression = (versions: string[]): Expression => {
  const values = versions.filter((version) => version !== unversioned);
  const alternatives = [
    ...(values.length > 0 ? [`#version IN (${values.map((_, i) => `:v${i}`).join(', ')})`] : []),
    ...(versions.length > values.length
      ? ['(attribute_exists(id) AND attribute_not_exists(#version))']
      : []),
  ];
  return {
    ConditionExpression: alternatives.join(' OR '),
    ExpressionAttributeNames: { '#version': '_version' },
    ...(values.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(values.map((v, i) => [`:v${i}`, v])),
    }),
  };
};

/** A write condition in DynamoDB's words. */
export const conditionExpression = (condition: WriteCondition): Expression => {
  switch (condition.type) {
    case 'none':
      return {};
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(id)' };
    case 'present':
      return { ConditionExpression: 'attribute_exists(id)' };
    case 'version':
      // No version at all is a list of weak tags, which match nothing.
      return condition.oneOf.length === 0
        ? { ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(id)' }
        : versionExpression(condition.oneOf);
  }
};
