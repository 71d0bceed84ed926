import { type TargetConfiguration } from '@nx/devkit';
import { type ServiceFile } from './service-file.ts';

/** Stage of what runs on this machine (`package`, `offline`), and of what goes to AWS when none is named. */
const LOCAL_STAGE = 'local';

/** The targets of a service, as Nx shows and runs them. */
export function targetsOf(service: ServiceFile): Record<string, TargetConfiguration> {
  const outside = service.includes.filter((path) => !path.startsWith(`${service.root}/`));
  return {
    package: {
      executor: 'nx:run-commands',
      options: { command: 'sls package', cwd: '{projectRoot}', stage: LOCAL_STAGE },
      cache: !service.readsOutside,
      inputs: [
        'packaged',
        '^packaged',
        ...outside.map((path) => `{workspaceRoot}/${path}`),
        ...service.environment.map((env) => ({ env })),
      ],
      outputs: ['{projectRoot}/.serverless'],
      metadata: {
        description: `Bundle the functions and compile the CloudFormation template into ${service.root}/.serverless (stage ${LOCAL_STAGE} unless --stage says otherwise)`,
        technologies: ['serverless'],
        help: {
          command: 'npx sls package --help',
          example: { options: { stage: 'dev', region: 'eu-west-1', param: 'auth=jwt' } },
        },
      },
    },
  };
}
