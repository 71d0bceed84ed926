import { type TargetConfiguration } from '@nx/devkit';
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
}

/** The targets of a service, as Nx shows and runs them. */
export function targetsOf(
  service: ServiceFile,
  { pluginRoot, after, before }: Surroundings,
): Record<string, TargetConfiguration> {
  const outside = service.includes.filter((path) => !path.startsWith(`${service.root}/`));
  return {
    package: {
      ...serverless('package', LOCAL_STAGE, { region: 'eu-west-1', param: 'auth=jwt' }),
      cache: !service.readsOutside,
      inputs: [
        'packaged',
        '^packaged',
        ...outside.map((path) => `{workspaceRoot}/${path}`),
        ...service.environment.map((env) => ({ env })),
      ],
      outputs: ['{projectRoot}/.serverless'],
    },
    // Packages by itself, for the very stage it deploys.
    deploy: {
      ...serverless('deploy', AWS_STAGE, { region: 'eu-west-1' }),
      ...dependsOn('deploy', after),
    },
    remove: {
      ...serverless('remove', AWS_STAGE, { region: 'eu-west-1' }),
      ...dependsOn('remove', before),
    },
    info: serverless('info', AWS_STAGE, { verbose: true }),
    logs: serverless('logs', AWS_STAGE, {
      function: service.functions[0] ?? '<functionKey>',
      tail: true,
    }),
    ...(service.plugins.includes('serverless-offline') ? { offline: offline(pluginRoot) } : {}),
  };
}

function offline(pluginRoot: string): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    continuous: true,
    options: { command: `node ${pluginRoot}/src/offline.ts {projectRoot}`, stage: LOCAL_STAGE },
    metadata: {
      description: descriptions.offline,
      technologies: ['serverless'],
      help: {
        command: 'npx sls offline start --help',
        example: { options: { httpPort: 3100 } },
      },
    },
  };
}

const descriptions = {
  package: `Bundle the functions and compile the CloudFormation template into .serverless, for the stage ${LOCAL_STAGE} unless --stage names another`,
  deploy: `Deploy the stack after the services it needs, to the stage ${AWS_STAGE} unless --stage names another`,
  remove: `Remove the stack after the services that need it, from the stage ${AWS_STAGE} unless --stage names another`,
  info: `Show the deployed endpoints and functions, of the stage ${AWS_STAGE} unless --stage names another`,
  logs: `Show the logs of a deployed function, of the stage ${AWS_STAGE} unless --stage names another`,
  offline: 'Serve the HTTP functions from source with hot reload, tables included',
};

function serverless(
  command: Exclude<keyof typeof descriptions, 'offline'>,
  stage: string,
  example: Record<string, unknown>,
): TargetConfiguration {
  return {
    executor: 'nx:run-commands',
    options: { command: `sls ${command}`, cwd: '{projectRoot}', stage },
    metadata: {
      description: descriptions[command],
      technologies: ['serverless'],
      help: {
        command: `npx sls ${command} --help`,
        example: { options: { stage, ...example } },
      },
    },
  };
}

/** The same target of other services first, with the same arguments. */
function dependsOn(target: string, folders: string[]): Pick<TargetConfiguration, 'dependsOn'> {
  if (folders.length === 0) return {};
  const projects = folders.map((folder) => `directory:${folder}`);
  return { dependsOn: [{ projects, target, params: 'forward' }] };
}
