import { createNodesFromFiles, type CreateNodes } from '@nx/devkit';
import { dirname } from 'node:path';
import { readServiceFile } from './service-file.ts';
import { targetsOf } from './targets.ts';

/** Targets for every folder with a `serverless.yml`. */
export const createNodes: CreateNodes = [
  '**/serverless.yml',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => ({
        projects: {
          [dirname(file)]: { targets: targetsOf(readServiceFile(context.workspaceRoot, file)) },
        },
      }),
      files,
      options,
      context,
    ),
];
