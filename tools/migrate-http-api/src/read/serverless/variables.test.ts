import { variableResolver } from './variables.ts';

const service = {
  service: 'shop',
  params: { default: { auth: 'jwt', memory: 512 }, local: { auth: 'none' } },
  custom: {
    authorizers: { jwt: 'aws_iam' },
    table: '${self:service}-${sls:stage}-items',
    list: ['a', '${self:custom.table}'],
    one: '${self:custom.two}',
    two: '${self:custom.one}',
    included: '${file(../provider.yml):region}',
  },
};

const resolver = (stage = 'local') =>
  variableResolver({
    ...{ service, stage },
    file: (path) =>
      path === '../provider.yml' ? { region: '${opt:region, "eu-west-1"}' } : undefined,
  });

describe('variableResolver', () => {
  it.each([
    ['plain', 'plain'],
    ['${self:service}-x', 'shop-x'],
    ['${self:custom.table}', 'shop-local-items'],
    ['${self:custom.list.1}', 'shop-local-items'],
    ['${self:custom.list}', ['a', 'shop-local-items']],
    ['${param:memory}', 512],
    ['${param:auth}', 'none'],
    ['${self:custom.authorizers.${param:auth}, null}', null],
    ['${self:custom.included}', 'eu-west-1'],
    ["${opt:region, 'us-east-1'}", 'us-east-1'],
    ['${self:custom.missing, self:service}', 'shop'],
    ['${self:custom.missing, true}', true],
    // What only the framework, AWS or nobody knows stays.
    ['${env:HOME}', '${env:HOME}'],
    ['a-${env:HOME}-${self:service}', 'a-${env:HOME}-shop'],
    ['${self:custom.missing}', '${self:custom.missing}'],
    ['${self:custom.${env:NAME}}', '${self:custom.${env:NAME}}'],
    ['${AWS::Region}', '${AWS::Region}'],
    ['${self:custom.one}', '${self:custom.one}'],
    ['${file(code.js):x}', '${file(code.js):x}'],
  ])('%s is %j', (text, expected) => {
    expect(resolver()(text)).toEqual(expected);
  });

  it('goes by the stage', () => {
    expect(resolver('dev')('${self:custom.authorizers.${param:auth}, null}')).toBe('aws_iam');
  });
});
