import {
  type CreateDependenciesContext,
  type NxJsonConfiguration,
  type TargetConfiguration,
} from '@nx/devkit';
import { createDependencies, createNodes } from './plugin.ts';
import { aWorkspace } from './testing/workspace.ts';

const busYml = 'service: acado-bus\nresources: { Name: "acado-bus-${sls:stage}-orders" }';
const workerYml = [
  'service: acado-worker',
  'plugins: [serverless-esbuild, serverless-offline, ../../libs/config/src/plugin.ts]',
  'provider: ${file(../../libs/config/provider.yml)}',
  'functions: { work: { environment: { TOPIC: "${env:TOPIC}" } } }',
  'custom: { eventBus: "acado-bus-${sls:stage}-orders" }',
].join('\n');

let workspace: ReturnType<typeof aWorkspace>;
afterEach(() => workspace.remove());

describe('createNodes', () => {
  const infer = async (files: Record<string, string>) => {
    workspace = aWorkspace({ 'libs/config/provider.yml': 'name: aws', ...files });
    const [, create] = createNodes;
    const results = await create(
      Object.keys(files).filter((file) => file.endsWith('serverless.yml')),
      undefined,
      { workspaceRoot: workspace.root, nxJsonConfiguration: {} satisfies NxJsonConfiguration },
    );
    const targets: Record<string, Record<string, TargetConfiguration>> = {};
    for (const [, { projects = {} }] of results)
      for (const [root, project] of Object.entries(projects)) targets[root] = project.targets ?? {};
    return targets;
  };

  it('infers every target of a service, and offline only for one that runs offline', async () => {
    const targets = await infer({
      'services/bus/serverless.yml': busYml,
      'services/worker/serverless.yml': workerYml,
    });

    expect(Object.keys(targets['services/bus']!)).toEqual([
      'package',
      'cost',
      'deploy',
      'remove',
      'info',
      'logs',
    ]);
    expect(Object.keys(targets['services/worker']!)).toContain('offline');
  });

  it('caches a package by everything that goes into it', async () => {
    const targets = await infer({ 'services/worker/serverless.yml': workerYml });

    expect(targets['services/worker']!['package']).toMatchObject({
      options: { command: 'sls package', cwd: '{projectRoot}', stage: 'local' },
      cache: true,
      inputs: [
        'packaged',
        '^packaged',
        '{workspaceRoot}/libs/config/provider.yml',
        '{workspaceRoot}/libs/config/src/plugin.ts',
        { env: 'TOPIC' },
      ],
      outputs: ['{projectRoot}/.serverless'],
    });
  });

  it('does not cache a package that holds values of the cloud', async () => {
    const targets = await infer({
      'services/bus/serverless.yml': `${busYml}\ncustom: { key: "\${ssm:/key}" }`,
    });

    expect(targets['services/bus']!['package']!.cache).toBe(false);
  });

  it('deploys the owner of the bus first and removes it last, with the same arguments', async () => {
    const targets = await infer({
      'services/worker/serverless.yml': workerYml,
      'services/bus/serverless.yml': busYml,
    });

    expect(targets['services/worker']!['deploy']!.dependsOn).toEqual([
      { projects: ['directory:services/bus'], target: 'deploy', params: 'forward' },
    ]);
    expect(targets['services/bus']!['remove']!.dependsOn).toEqual([
      { projects: ['directory:services/worker'], target: 'remove', params: 'forward' },
    ]);
    expect(targets['services/bus']!['deploy']!.dependsOn).toEqual([]);
    expect(targets['services/worker']!['deploy']!.cache).toBeUndefined();
  });

  it('prices the package that was just made, every time', async () => {
    const targets = await infer({ 'services/worker/serverless.yml': workerYml });

    expect(targets['services/worker']!['cost']).toMatchObject({
      options: { command: expect.stringMatching(/cost\/src\/cli\.ts estimate \{projectRoot\}$/) },
      dependsOn: ['package'],
      cache: false,
    });
  });

  it('tunes, where there is a tuner, with the packages of what the service needs', async () => {
    const targets = await infer({
      'services/bus/serverless.yml': busYml,
      'services/worker/serverless.yml': workerYml,
      'services/power-tuner/serverless.yml': 'service: acado-power-tuner',
    });

    expect(targets['services/worker']!['tune']).toMatchObject({
      options: { command: expect.stringMatching(/tune\/src\/cli\.ts run \{projectRoot\}$/) },
      dependsOn: [
        'package',
        {
          projects: ['directory:services/bus', 'directory:services/power-tuner'],
          target: 'package',
          params: 'ignore',
        },
      ],
      cache: false,
    });
    expect(targets['services/power-tuner']!['tune']!.dependsOn).toEqual(['package']);
  });

  it.each(['smoke', 'load-test'])(
    'has %s for what answers HTTP requests, with the packages of what it needs',
    async (target) => {
      const answering = workerYml.replace('work: {', 'work: { events: [ { httpApi: "*" } ],');
      const targets = await infer({
        'services/bus/serverless.yml': busYml,
        'services/worker/serverless.yml': answering,
      });

      expect(targets['services/bus']![target]).toBeUndefined();
      expect(targets['services/worker']![target]).toMatchObject({
        options: {
          command: expect.stringMatching(`/${target}/src/cli\\.ts run \\{projectRoot\\}$`),
          cwd: '.',
        },
        dependsOn: [
          'package',
          { projects: ['directory:services/bus'], target: 'package', params: 'ignore' },
        ],
        cache: false,
      });
    },
  );

  it('says what each target does and how it is called', async () => {
    const targets = await infer({ 'services/worker/serverless.yml': workerYml });

    for (const { metadata } of Object.values(targets['services/worker']!)) {
      expect(metadata?.description).toMatch(/^\w/);
      expect(metadata?.help?.command).toMatch(/^(npx sls|node) .* --help$/);
    }
    expect(targets['services/worker']!['logs']!.metadata!.help!.example.options).toEqual({
      function: 'work',
      tail: true,
    });
  });

  it('fails for a malformed file alone, and names it', async () => {
    const inference = infer({
      'services/bus/serverless.yml': busYml,
      'services/broken/serverless.yml': 'service: [',
    });

    await expect(inference).rejects.toMatchObject({
      errors: [
        [
          'services/broken/serverless.yml',
          expect.objectContaining({
            message: expect.stringContaining('services/broken/serverless.yml: '),
          }),
        ],
      ],
      partialResults: [['services/bus/serverless.yml', expect.anything()]],
    });
  });
});

describe('createDependencies', () => {
  const edges = async (serverlessYml: string) => {
    workspace = aWorkspace({
      'libs/config/provider.yml': 'name: aws',
      'services/worker/serverless.yml': serverlessYml,
    });
    const context: CreateDependenciesContext = {
      workspaceRoot: workspace.root,
      nxJsonConfiguration: {},
      externalNodes: {},
      projects: {
        worker: { root: 'services/worker' },
        config: { root: 'libs/config', metadata: { js: { packageName: '@acado/config' } } },
        'config-ui': {
          root: 'libs/config-ui',
          metadata: { js: { packageName: '@acado/config-ui' } },
        },
      },
      fileMap: {
        nonProjectFiles: [],
        projectFileMap: {
          worker: [{ file: 'services/worker/serverless.yml', hash: '1' }],
          config: [{ file: 'libs/config/provider.yml', hash: '2' }],
        },
      },
      filesToProcess: { nonProjectFiles: [], projectFileMap: {} },
    };
    return createDependencies(undefined, context);
  };

  it.each([
    ['an included file', 'provider: ${file(../../libs/config/provider.yml)}'],
    ['a plugin by its path', 'plugins: [../../libs/config/src/plugin.ts]'],
    ['a plugin by its package', 'plugins: ["@acado/config/plugin"]'],
  ])('draws an edge for %s', async (_use, line) => {
    expect(await edges(`service: acado-worker\n${line}`)).toEqual([
      {
        source: 'worker',
        target: 'config',
        sourceFile: 'services/worker/serverless.yml',
        type: 'static',
      },
    ]);
  });

  it('draws none for packages from npm', async () => {
    expect(await edges('service: acado-worker\nplugins: [serverless-esbuild]')).toEqual([]);
  });
});
