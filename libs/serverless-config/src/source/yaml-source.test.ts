import { yamlSource } from './yaml-source.ts';

const files: Record<string, string> = {
  'services/shop/serverless.yml': `service: shop
provider: \${file(../../libs/provider.yml)}
params: \${file(../../libs/params.yml)}
custom:
  memory: { local: 256, other: 512 }
  circle: \${self:custom.circle}
functions:
  # The busy one.
  place:
    memorySize: \${param:memory}
    events:
      - httpApi: { method: POST, path: /orders }
      - sqs:
          arn: !GetAtt Queue.Arn
          batchSize: 25
  store:
    memorySize: \${self:custom.memory.\${sls:stage}, self:custom.memory.other}
    timeout: \${opt:timeout, '10'}
resources:
  - \${file(../../libs/queue.yml)}
  - Resources:
      Table:
        Properties: { BillingMode: PAY_PER_REQUEST }
`,
  'libs/provider.yml': 'name: aws\nmemorySize: 512\n',
  'libs/params.yml': 'default:\n  memory: 128\nlocal:\n  memory: 1024\n',
  'libs/queue.yml': 'Resources:\n  Queue:\n    Properties:\n      Delay: 3\n',
};

const locate = (path: string, stage = 'local') =>
  yamlSource((file) => files[file], { root: 'services/shop', stage })
    .locate(path.split('.'))
    .map(({ file, line, value }) => `${file}:${line} ${value}`);

const service = 'services/shop/serverless.yml';

describe('yamlSource', () => {
  it('follows included files', () => {
    expect(locate('provider.memorySize')).toEqual([
      `${service}:2 "\${file(../../libs/provider.yml)}"`,
      'libs/provider.yml:2 512',
    ]);
  });

  it('follows stage parameters, and their defaults', () => {
    expect(locate('functions.place.memorySize').at(-1)).toBe('libs/params.yml:4 1024');
    expect(locate('functions.place.memorySize', 'prod').at(-1)).toBe('libs/params.yml:2 128');
  });

  it('takes the first fallback that exists', () => {
    expect(locate('functions.store.memorySize').at(-1)).toBe(`${service}:5 256`);
    expect(locate('functions.store.memorySize', 'prod').at(-1)).toBe(`${service}:5 512`);
  });

  it('looks into lists', () => {
    expect(locate('functions.place.events.sqs.batchSize')).toEqual([`${service}:15 25`]);
    expect(locate('resources.Resources.Queue.Properties.Delay').at(-1)).toBe('libs/queue.yml:4 3');
    expect(locate('resources.Resources.Table.Properties.BillingMode')).toEqual([
      `${service}:23 "PAY_PER_REQUEST"`,
    ]);
  });

  it('follows anchors', () => {
    const text = 'small: &small { memorySize: 128 }\nfunctions:\n  place: *small\n';
    const source = yamlSource(() => text, { root: 'services/shop', stage: 'local' });

    expect(source.locate(['functions', 'place', 'memorySize'])).toEqual([
      { file: service, line: 1, value: '128' },
    ]);
  });

  it('follows merged keys, which own ones win over', () => {
    const text = `small: &small { memorySize: 128, timeout: 3 }
functions:
  place:
    <<: [*small]
    timeout: 5
`;
    const source = yamlSource(() => text, { root: 'services/shop', stage: 'local' });

    expect(source.locate(['functions', 'place', 'memorySize'])).toMatchObject([{ line: 1 }]);
    expect(source.locate(['functions', 'place', 'timeout'])).toMatchObject([{ line: 5 }]);
  });

  it('stops at what only the framework knows', () => {
    expect(locate('functions.store.timeout')).toEqual([`${service}:18 "\${opt:timeout, '10'}"`]);
  });

  it('does not take a program for YAML', () => {
    const text = 'custom:\n  list: ${file(src/list.cjs)}\n';
    const source = yamlSource((file) => (file === service ? text : 'module.exports = () => {};'), {
      root: 'services/shop',
      stage: 'local',
    });

    expect(source.locate(['custom', 'list'])).toMatchObject([{ file: service, line: 2 }]);
  });

  it('follows a variable that leads to itself once', () => {
    expect(locate('custom.circle').at(-1)).toBe(`${service}:6 "\${self:custom.circle}"`);
  });

  it('finds nothing where nothing is', () => {
    expect(locate('functions.place.architecture')).toEqual([]);
    expect(locate('functions.gone.memorySize')).toEqual([]);
  });
});
