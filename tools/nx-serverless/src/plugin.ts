import { dirname } from 'node:path';
import { createNodesFromFiles, type CreateNodesV2 } from '@nx/devkit';

export const createNodesV2: CreateNodesV2 = [
  '**/serverless.yml',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => ({ projects: { [dirname(file)]: { targets: {} } } }),
      files,
      options,
      context,
    ),
];
