import { type TargetConfiguration } from '@nx/devkit';
import { posix } from 'node:path';
import { type ServiceFile } from './service-file.ts';

/** Stage of what stays on this machine. */
const LOCAL_STAGE = 'local';
/** Stage of what talks to AWS. */
const AWS_STAGE = 'dev';

/** What the targets of a service depend on beside its own folder. Folders are relative to the workspace. */
export interface Surroundings {
  /** Folder of this plugin's project. */
  pluginRoot: string;
  /** Services to deploy before this one. */
  after: string[];
  /** Services to remove before this one. */
  before: string[];
  /** Services that must run for this one to do its work. */
  needed: string[];
  /** Services whose packages a tuning of this one needs beside its own; where there is no tuner, there is no target. */
  tuned?: string[];
}

/** The targets of a service, as Nx shows and runs them. */
export function targetsOf(
  service: ServiceFile,
  { pluginRoot, after, before, needed, tuned }: Surroundings,
): Record<string, TargetConfiguration> {
  const outside = service.includes.filter((path) => !path.startsWith(`${service.root}/`));
  const [aFunction = '<functionKey>'] = service.functions;
  const tools = posix.dirname(pluginRoot);
  const cost = `node ${tools}/cost/src/cli.ts estimate`;
  const packages = (others: string[]) => ['package', ...sameTargetOf('package', others, 'ignore')];

  const targets: Record<string, TargetConfiguration> = {
    package: {
      ...sls('package', LOCAL_STAGE),
      cache: !service.readsOutside,
      inputs: [
        'packaged',
        '^packaged',
        ...outside.map((path) => `{workspaceRoot}/${path}`),
        ...service.environment.map((env) => ({ env })),
      ],
      outputs: ['{projectRoot}/.serverless'],
      metadata: help(
        `Bundle the functions and compile the CloudFormation template into .serverless (stage ${LOCAL_STAGE})`,
        'package',
        { stage: AWS_STAGE, region: 'eu-west-1', param: 'auth=jwt' },
      ),
    },
    // Never cached: what it compares with is no file of the workspace. Its inputs say whom a new budget affects.
    cost: {
      executor: 'nx:run-commands',
      options: { command: `${cost} {projectRoot}`, cwd: '.' },
      dependsOn: ['package'],
      cache: false,
      inputs: ['default', '{workspaceRoot}/cost-budget.yml'],
      metadata: {
        description: 'Price a million business events, and what a change does to it',
        technologies: ['serverless'],
        help: {
          command: `${cost} --help`,
          example: { options: { region: 'us-west-2', json: true } },
        },
      },
    },
    // Packages by itself, for the very stage it deploys.
    deploy: {
      ...sls('deploy', AWS_STAGE),
      dependsOn: sameTargetOf('deploy', after),
      metadata: help(`Deploy the stack after those it needs (stage ${AWS_STAGE})`, 'deploy', {
        stage: 'staging',
        region: 'eu-west-1',
      }),
    },
    remove: {
      ...run(`node ${pluginRoot}/src/remove.ts {projectRoot}`, AWS_STAGE),
      dependsOn: sameTargetOf('remove', before),
      metadata: help(`Remove the stack after those that need it (stage ${AWS_STAGE})`, 'remove', {
        stage: 'staging',
        region: 'eu-west-1',
      }),
    },
    info: {
      ...sls('info', AWS_STAGE),
      metadata: help(`Show what is deployed and its URLs (stage ${AWS_STAGE})`, 'info', {
        stage: 'staging',
      }),
    },
    logs: {
      ...sls('logs', AWS_STAGE),
      metadata: help(`Show the logs of a deployed function (stage ${AWS_STAGE})`, 'logs', {
        function: aFunction,
        tail: true,
      }),
    },
  };
  if (service.plugins.includes('serverless-offline'))
    targets['offline'] = {
      ...run(`node ${pluginRoot}/src/offline.ts {projectRoot}`, LOCAL_STAGE),
      metadata: help('Serve the HTTP functions from source, with hot reload', 'offline start', {
        httpPort: 3100,
      }),
    };
  if (service.routes.length > 0) {
    targets['smoke'] = measures(
      `node ${tools}/smoke/src/cli.ts run`,
      packages(needed),
      'Send every public endpoint its requests and check the answers, on this machine or on AWS',
      { url: 'https://api.example.com', json: true },
    );
    targets['load-test'] = measures(
      `node ${tools}/load-test/src/cli.ts run`,
      packages(needed),
      'Put the HTTP API under load and report latency, errors and throughput',
      { users: 10, duration: '2m' },
    );
  }
  if (tuned)
    targets['tune'] = measures(
      `node ${tools}/tune/src/cli.ts run`,
      packages(tuned),
      'Find the memory size of a function, on this machine or on AWS',
      { function: aFunction, strategy: 'cost' },
    );
  return targets;
}

/** What is no option of the executor, such as `stage` and all that is given on the command line, goes to the command. */
function run(command: string, stage: string, cwd = '.'): TargetConfiguration {
  return { executor: 'nx:run-commands', options: { command, cwd, stage } };
}

/** A command of the tools on a service. Never cached: every run looks anew. */
function measures(
  command: string,
  dependsOn: TargetConfiguration['dependsOn'],
  description: string,
  options: Record<string, unknown>,
): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    options: { command: `${command} {projectRoot}`, cwd: '.' },
    dependsOn,
    cache: false,
    metadata: {
      description,
      technologies: ['serverless'],
      help: { command: `${command} --help`, example: { options } },
    },
  };
}

function sls(command: string, stage: string): TargetConfiguration {
  return run(`sls ${command}`, stage, '{projectRoot}');
}

function help(
  description: string,
  command: string,
  options: Record<string, unknown>,
): TargetConfiguration['metadata'] {
  return {
    description,
    technologies: ['serverless'],
    help: { command: `npx sls ${command} --help`, example: { options } },
  };
}

/** The same target of other services first, with the same arguments unless `params` says otherwise. */
function sameTargetOf(
  target: string,
  folders: string[],
  params: 'forward' | 'ignore' = 'forward',
): NonNullable<TargetConfiguration['dependsOn']> {
  if (folders.length === 0) return [];
  const projects = folders.map((folder) => `directory:${folder}`);
  return [{ projects, target, params }];
}
