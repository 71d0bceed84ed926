import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { join } from 'node:path';

const template = () => readCompiledTemplate(join(import.meta.dirname, '..'));

const routes = () =>
  Object.values(template().Resources)
    .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
    .map(({ Properties }) => Properties?.RouteKey)
    .sort();

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems(template())).toEqual([]);
  });

  it('has the documented routes', () => {
    expect(routes()).toEqual([
      'DELETE /items/{id}',
      'GET /items',
      'GET /items/{id}',
      'GET /status',
      'PATCH /items/{id}',
      'POST /DynamoDBManager',
      'POST /items',
      'PUT /items/{id}',
    ]);
  });
});
