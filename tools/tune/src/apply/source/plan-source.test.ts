import { CommandError } from '@acado/command-line';
import { planSource, type SourceRequest } from './plan-source.ts';

const SERVICE = 'services/shop/serverless.yml';

/** Plans memory of 2048 MB for `place`, unless told otherwise. */
const plan = (
  files: Record<string, string> | string,
  request: Partial<Omit<SourceRequest, 'read'>> = {},
) => {
  const all = typeof files === 'string' ? { [SERVICE]: files } : files;
  return planSource({
    ...{ root: 'services/shop', functionKey: 'place', memoryMb: 2048 },
    ...request,
    read: (file) => all[file],
  });
};

/** The lines that a plan takes and gives. */
const changed = ({ patch }: { patch: string }) =>
  patch.split('\n').filter((line) => /^[+-](?![+-])/.test(line));

describe('planSource', () => {
  it('changes the value and nothing else of its line', () => {
    const result = plan(`functions:
  place:
    memorySize:   "512"   # as tuned
    timeout: 5
`);

    expect(changed(result)).toEqual([
      '-    memorySize:   "512"   # as tuned',
      '+    memorySize:   "2048"   # as tuned',
    ]);
    expect(result.changes).toEqual([
      {
        ...{ name: 'memorySize', file: SERVICE, line: 3 },
        ...{ before: '512', after: '2048', added: false },
      },
    ]);
  });

  it('leaves alone what is as wanted, wherever that is written', () => {
    const files = {
      [SERVICE]:
        'provider: ${file(../../libs/provider.yml)}\nfunctions:\n  place: { handler: a.b }\n',
      'libs/provider.yml': 'memorySize: 2048\narchitecture: arm64\n',
    };

    expect(plan(files, { architecture: 'arm64' })).toEqual({ changes: [], files: [], patch: '' });
    expect(
      plan('functions:\n  place: { handler: a.b }\n', { memoryMb: 1024, architecture: 'x86_64' })
        .patch,
    ).toBe('');
  });

  it('gives a function its own value in place of the one that all have', () => {
    const result = plan(
      {
        [SERVICE]: `provider: \${file(../../libs/provider.yml)}
functions:
  place:
    handler: src/place.handler
    # Longer than usual.
    timeout: 20
`,
        'libs/provider.yml': 'memorySize: 512\narchitecture: x86_64\n',
      },
      { architecture: 'arm64' },
    );

    expect(result.patch).toBe(`--- a/${SERVICE}
+++ b/${SERVICE}
@@ -2,5 +2,7 @@
 functions:
   place:
     handler: src/place.handler
+    memorySize: 2048
+    architecture: arm64
     # Longer than usual.
     timeout: 20
`);
    expect(result.changes).toMatchObject([
      { name: 'memorySize', line: 5, before: '512', added: true },
      { name: 'architecture', line: 6, before: 'x86_64', added: true },
    ]);
  });

  it.each([
    [
      'a description of several lines',
      'handler: a.b\n    description: >-\n      It\n\n      is\n',
      8,
    ],
    ['a key of several lines', 'image:\n      uri: b\n\n    # of the timeout\n    timeout: 3\n', 5],
    ['the first key where none is usual', 'timeout: 3\n    events: []\n', 4],
    ['the end of a file without a last line break', 'handler: a.b # it', 4],
    ['a line with the line break of the file', 'handler: a.b\r\n    timeout: 3\r\n', 4],
  ])('inserts a line below %s', (_where, keys, line) => {
    const text = `functions:\n  place:\n    ${keys}`;
    const { files, changes } = plan(text);

    const inserted = files[0]!.after.split('\n')[line - 1];
    expect(inserted?.trimEnd()).toBe('    memorySize: 2048');
    expect(inserted?.endsWith('\r')).toBe(text.includes('\r'));
    expect(changes).toMatchObject([{ line }]);
  });

  it('inserts between braces', () => {
    expect(changed(plan('functions:\n  place: { handler: a.b, timeout: 5 } # small\n'))).toEqual([
      '-  place: { handler: a.b, timeout: 5 } # small',
      '+  place: { handler: a.b, memorySize: 2048, timeout: 5 } # small',
    ]);
  });

  describe('follows a variable to where its value is written', () => {
    it.each<[string, Record<string, string>, string]>([
      [
        'the service itself',
        {
          [SERVICE]:
            'custom: { size: { place: 512 } }\nfunctions:\n  place:\n    memorySize: ${self:custom.size.place}\n',
        },
        '+custom: { size: { place: 2048 } }',
      ],
      [
        'a file beside it',
        {
          [SERVICE]: 'functions:\n  place:\n    memorySize: ${file(./sizes.yml):place}\n',
          'services/shop/sizes.yml': '# Tuned.\nplace: 512\n',
        },
        '+place: 2048',
      ],
      [
        'functions in files of their own',
        {
          [SERVICE]:
            'functions:\n  - ${file(functions/place.yml)}\n  - ${file(functions/store.yml)}\n',
          'services/shop/functions/place.yml': 'place:\n  handler: a.b\n  memorySize: 512\n',
          'services/shop/functions/store.yml': 'store:\n  handler: a.c\n  memorySize: 512\n',
        },
        '+  memorySize: 2048',
      ],
      [
        'a fallback',
        {
          [SERVICE]:
            'custom: { size: 512 }\nfunctions:\n  place:\n    memorySize: ${param:size, self:custom.size}\n',
        },
        '+custom: { size: 2048 }',
      ],
    ])('%s', (_where, files, added) => {
      expect(changed(plan(files)).filter((line) => line.startsWith('+'))).toEqual([added]);
    });

    const byStage = `custom:
  size: { prod: 512, other: 256 }
functions:
  place:
    memorySize: \${self:custom.size.\${sls:stage}, self:custom.size.other}
`;
    const byParameter = `params:
  default: { size: 256 }
  prod: { size: 512 }
functions:
  place:
    memorySize: \${param:size}
`;

    it.each([
      [
        'a path',
        byStage,
        '+  size: { prod: 2048, other: 256 }',
        '+  size: { prod: 512, other: 2048 }',
      ],
      ['a parameter', byParameter, '+  prod: { size: 2048 }', '+  default: { size: 2048 }'],
    ])('of the stage, where %s has it', (_what, text, prod, dev) => {
      expect(changed(plan(text, { stage: 'prod' }))[1]).toBe(prod);
      expect(changed(plan(text, { stage: 'dev' }))[1]).toBe(dev);
      expect(() => plan(text)).toThrow(/place differs by stage \(.+\): say which with --stage/);
    });
  });

  describe('gives the function its own value where', () => {
    const own = ['+ memorySize: 2048'];
    it.each<[string, Record<string, string> | string]>([
      [
        'others use it, too',
        'custom: { size: 512 }\nfunctions:\n  place:\n    memorySize: ${self:custom.size}\n  store:\n    memorySize: ${self:custom.size}\n',
      ],
      [
        'others use what it is in',
        'custom: { size: { a: 512 } }\nfunctions:\n  place:\n    memorySize: ${self:custom.size.a}\n  store:\n    environment: ${self:custom.size}\n',
      ],
      [
        'others may use it, depending on a variable',
        'custom: { size: { a: 512 } }\nfunctions:\n  place:\n    memorySize: ${self:custom.size.a}\n  store:\n    memorySize: ${self:custom.size.${sls:stage}}\n',
      ],
      [
        'it is every service’s',
        {
          [SERVICE]: 'functions:\n  place:\n    memorySize: ${file(../../libs/sizes.yml):place}\n',
          'libs/sizes.yml': 'place: 512\n',
        },
      ],
      [
        'it is the one of all functions',
        'provider: { memorySize: 512 }\nfunctions:\n  place:\n    memorySize: ${self:provider.memorySize}\n  store: {}\n',
      ],
      [
        'it is another function’s',
        {
          [SERVICE]:
            'functions:\n  - ${file(store.yml)}\n  - place:\n      memorySize: ${file(store.yml):store.memorySize}\n',
          'services/shop/store.yml': 'store:\n  memorySize: 512\n',
        },
      ],
      [
        'it is an alias',
        'custom: { size: &size 512 }\nfunctions:\n  place:\n    memorySize: *size\n',
      ],
      [
        'keys are merged into it',
        'custom: &all { memorySize: 512 }\nfunctions:\n  place:\n    <<: *all\n    handler: a.b\n',
      ],
    ])('%s', (_why, files) => {
      const result = plan(files);

      expect(
        changed(result)
          .filter((line) => line.startsWith('+'))
          .map((line) => line.replace(/ +/, ' ')),
      ).toEqual(own);
      expect(result.files.map(({ file }) => file)).toEqual([SERVICE]);
    });
  });

  describe('refuses, naming file and line,', () => {
    it.each<[string, Record<string, string> | string, string]>([
      [
        'what only the framework knows',
        'functions:\n  place:\n    memorySize: ${env:SIZE, 512}\n',
        ':3: memorySize is ${env:SIZE, 512}, which only the framework knows',
      ],
      [
        'a part of a text',
        'custom: { k: 5 }\nfunctions:\n  place:\n    memorySize: "${self:custom.k}12"\n',
        ':4: memorySize is',
      ],
      [
        'a function that is an alias',
        'x: &x { handler: a.b }\nfunctions:\n  place: *x\n',
        ':3: place is whatever *x is',
      ],
      [
        'a function that others take over',
        'functions:\n  place: &x\n    handler: a.b\n  store:\n    <<: *x\n',
        `:2: place is written here, but ${SERVICE}:5 uses it, too`,
      ],
      [
        'a value that others take over',
        'functions:\n  place:\n    memorySize: &size 512\n  store:\n    memorySize: *size\n',
        `:3: memorySize is written here, but ${SERVICE}:5 uses it, too`,
      ],
      [
        'a variable that others take over',
        'custom: { size: 512 }\nfunctions:\n  place:\n    memorySize: &size ${self:custom.size}\n  store:\n    memorySize: ${self:custom.size}\n  list:\n    memorySize: *size\n',
        `:4: ${SERVICE}:8 takes its value from here`,
      ],
      [
        'a value that another function borrows',
        'functions:\n  place:\n    memorySize: 512\n  store:\n    memorySize: ${self:functions.place.memorySize}\n',
        `:3: memorySize is written here, but ${SERVICE}:5 uses it, too`,
      ],
      [
        'a file that is two functions',
        {
          [SERVICE]: 'functions:\n  place: ${file(f.yml)}\n  store: ${file(f.yml)}\n',
          'services/shop/f.yml': 'handler: a.b\n',
        },
        'services/shop/f.yml:1: place is written here, but services/shop/serverless.yml:3 uses it, too',
      ],
      [
        'a function of another folder',
        {
          [SERVICE]: 'functions: ${file(../../libs/f.yml)}\n',
          'libs/f.yml': 'place:\n  handler: a.b\n',
        },
        'libs/f.yml:1: place is written here, but other services use it, too',
      ],
      [
        'a value that is a map',
        'functions:\n  place:\n    memorySize: { a: 1 }\n',
        ':3: memorySize is no plain value',
      ],
      [
        'a function without keys',
        'functions:\n  place: {}\n',
        ':2: there is no key to write another one below',
      ],
      [
        'a function that is not there',
        'functions:\n  store: {}\n',
        'services/shop/serverless.yml has no function "place"',
      ],
      [
        'a file that is no YAML',
        'functions:\n  place:\n    handler: "b\n',
        'services/shop/serverless.yml:4: no valid YAML: MISSING_CHAR',
      ],
    ])('%s', (_what, files, message) => {
      const attempt = () => plan(files);

      expect(attempt).toThrow(CommandError);
      expect(attempt).toThrow(message);
    });

    it('a value of a stage that others use', () => {
      const text = `params:
  default: { size: 256 }
  prod: { size: 512 }
functions:
  place:
    memorySize: \${param:size}
  store:
    memorySize: \${param:size}
`;
      expect(() => plan(text, { stage: 'prod' })).toThrow(
        `${SERVICE}:3: memorySize of place comes from here and differs by stage, but ${SERVICE}:8 uses it, too`,
      );
    });
  });
});
