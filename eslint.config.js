import nx from '@nx/eslint-plugin';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Who may import whom: every project has one `type:` and one `scope:` tag, and both must allow the import. */
const boundaries = [
  { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib', 'type:tool'] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:orders', onlyDependOnLibsWithTags: ['scope:orders', 'scope:shared'] },
  { sourceTag: 'scope:items', onlyDependOnLibsWithTags: ['scope:items', 'scope:shared'] },
  { sourceTag: 'scope:platform', onlyDependOnLibsWithTags: ['scope:platform', 'scope:shared'] },
];

const defaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

/** esbuild cannot take a re-exported namespace apart: with `z` comes all of zod, down to its translations. */
const wholeZod = {
  selector:
    "ImportDeclaration[source.value='zod'] > :matches(ImportDefaultSpecifier, [imported.name='z'])",
  message: "Write `import * as z from 'zod/mini'` (or 'zod'): some 400 KB less in every bundle.",
};

/** Builders, fakes and engines for tests have no place in a bundle. */
const testHelpers = {
  regex: '^@acado/(testing|[^/]+/testing)$|/testing/',
  message: 'Only tests import what is made for them.',
};

export default defineConfig(
  { ignores: ['**/dist', '**/.serverless', '**/.esbuild', '**/.local', '**/*.{js,mjs,cjs}'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: [], depConstraints: boundaries, enforceBuildableLibDependency: false },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': ['error', defaultExport],
    },
  },
  {
    // What is bundled. A type among the names of an import keeps the import, and what it loads, alive.
    files: ['{libs,services}/**/*.ts'],
    rules: {
      '@typescript-eslint/no-import-type-side-effects': 'error',
      'no-restricted-syntax': ['error', defaultExport, wholeZod],
    },
  },
  {
    files: ['{libs,services}/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [testHelpers] }] },
  },
  {
    // The domain knows rules and ports: no environment, no SDK, no adapter.
    files: ['services/*/src/domain/**/*.ts', 'libs/orders/src/{receipt,row}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Parse the environment in src/config.ts.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            testHelpers,
            {
              regex: '^@aws-sdk/|^@aws-lambda-powertools/|^@middy/|^@acado/powertools',
              message: 'The domain has no SDK.',
            },
            {
              group: ['**/adapters/**', '**/functions/**'],
              message: 'The domain imports ports, not adapters.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
);
