import { conditionExpression } from './condition-expression.ts';

describe('conditionExpression', () => {
  it('is empty where nothing is asked', () => {
    expect(conditionExpression({ type: 'none' })).toEqual({});
  });

  it('compares versions', () => {
    expect(conditionExpression({ type: 'version', oneOf: ['a', 'b'] })).toEqual({
      ConditionExpression: '#version IN (:v0, :v1)',
      ExpressionAttributeNames: { '#version': '_version' },
      ExpressionAttributeValues: { ':v0': 'a', ':v1': 'b' },
    });
  });

  it('finds rows without a version', () => {
    expect(conditionExpression({ type: 'version', oneOf: ['0'] })).toEqual({
      ConditionExpression: '(attribute_exists(id) AND attribute_not_exists(#version))',
      ExpressionAttributeNames: { '#version': '_version' },
    });
    expect(conditionExpression({ type: 'version', oneOf: ['0', 'a'] }).ConditionExpression).toBe(
      '#version IN (:v0) OR (attribute_exists(id) AND attribute_not_exists(#version))',
    );
  });
});
