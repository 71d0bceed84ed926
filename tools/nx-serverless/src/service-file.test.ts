import { readServiceFile } from './service-file.ts';
import { aWorkspace } from './testing/workspace.ts';

describe('readServiceFile', () => {
  let workspace: ReturnType<typeof aWorkspace>;
  afterEach(() => workspace.remove());

  const read = (yml: string, others: Record<string, string> = {}) => {
    workspace = aWorkspace({ 'services/shop/serverless.yml': yml, ...others });
    return readServiceFile(workspace.root, 'services/shop/serverless.yml');
  };

  it('names the service, its folder and its functions', () => {
    const service = read('service: acado-shop\nfunctions: { buy: {}, sell: {} }');

    expect(service).toMatchObject({
      name: 'acado-shop',
      root: 'services/shop',
      functions: ['buy', 'sell'],
      plugins: [],
    });
  });

  it.each([
    ['get: { events: [ { httpApi: "GET /items/{id}" } ] }', ['get', 'GET', '/items/{id}']],
    ['get: { events: [ { httpApi: { method: get, path: / } } ] }', ['get', 'GET', '/']],
    ['get: { events: [ { httpApi: "*" } ] }', ['get', '*', '*']],
    ['put: { events: [ { sqs: {} }, { http: { path: a, method: PUT } } ] }', ['put', 'PUT', '/a']],
    ['put: { events: [ { http: PUT a } ] }', ['put', 'PUT', '/a']],
    ['store: { events: [ { sqs: {} } ] }', undefined],
    ['store: {}', undefined],
  ])('lists its routes: %s', (functions, expected) => {
    const { routes } = read(`service: acado-shop\nfunctions: { ${functions} }`);

    expect(routes.map(({ functionKey, method, path }) => [functionKey, method, path])).toEqual(
      expected ? [expected] : [],
    );
  });

  it('lists local plugins and included files, those of included files too', () => {
    const service = read(
      [
        'service: acado-shop',
        'plugins: [serverless-esbuild, ../../libs/config/src/plugin.ts]',
        'provider: ${file(../../libs/config/provider.yml)}',
        'resources: [ "${file(table.yml):tables}" ]',
      ].join('\n'),
      {
        'libs/config/provider.yml': 'httpApi: ${file(../../libs/config/authorizers.yml):jwt}',
        'libs/config/authorizers.yml': 'jwt: {}',
        'services/shop/table.yml': 'tables: {}',
      },
    );

    expect(service.includes).toEqual([
      'libs/config/authorizers.yml',
      'libs/config/provider.yml',
      'libs/config/src/plugin.ts',
      'services/shop/table.yml',
    ]);
  });

  it('keeps a path with a variable in it as a pattern', () => {
    const service = read('service: acado-shop\ncustom: ${file(./config/${sls:stage}.yml):limits}');

    expect(service.includes).toEqual(['services/shop/config/*.yml']);
  });

  it('stops at files that include each other', () => {
    const service = read('service: acado-shop\ncustom: ${file(a.yml)}', {
      'services/shop/a.yml': 'b: ${file(b.yml)}',
      'services/shop/b.yml': 'a: ${file(a.yml)}',
    });

    expect(service.includes).toEqual(['services/shop/a.yml', 'services/shop/b.yml']);
  });

  it('lists environment variables, each once, and none that a comment mentions', () => {
    const service = read(
      [
        'service: acado-shop',
        '# ${env:NOT_READ}',
        "custom: { a: \"${env:TOPIC, 'none'}\", b: '${env:TOPIC}/${env:OWNER}' }",
      ].join('\n'),
    );

    expect(service.environment).toEqual(['OWNER', 'TOPIC']);
  });

  it.each([
    ['${ssm:/shop/key}', true],
    ['${cf:other.Output}', true],
    ['${cf(eu-west-1):other.Output}', true],
    ['${s3:bucket/key}', true],
    ['${aws:accountId}', true],
    ['${git:sha1}', true],
    ['${aws:region}', false],
    ['${sls:stage}', false],
    ['${AWS::AccountId}', false],
  ])('tells whether %s is read from outside', (value, expected) => {
    expect(read(`service: acado-shop\ncustom: { value: '${value}' }`).readsOutside).toBe(expected);
  });

  it('understands CloudFormation tags', () => {
    const service = read('service: acado-shop\nresources: !Sub "${AWS::Region}-x"');

    expect(service.values).toContain('${AWS::Region}-x');
  });

  it('names the file and the line of broken YAML', () => {
    expect(() => read('service: acado-shop\nfunctions: [ {')).toThrow(
      /^services\/shop\/serverless\.yml: .*at line 2/s,
    );
  });

  it.each(['provider: aws', '', 'service: { name: shop }'])(
    'names a file without a service name: "%s"',
    (yml) => {
      expect(() => read(yml)).toThrow(/^services\/shop\/serverless\.yml: .*service/);
    },
  );

  it('leaves an included file that is not there to the framework and its fallback', () => {
    const service = read("service: acado-shop\ncustom: ${file(gone.yml):limit, 'none'}");

    expect(service.includes).toEqual(['services/shop/gone.yml']);
  });
});
