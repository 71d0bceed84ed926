import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { factsOf, type Stack } from '../rules/rule.ts';
import { yamlSource } from '../source/yaml-source.ts';
import type { Finding } from './check-stack.ts';
import { METADATA_KEY } from './exemptions.ts';
import { ownerOf } from './owner.ts';

/**
 * Finds the line of a service's configuration that a finding is about: of the setting or the exemption, else of the
 * resource, else of the function that the resource was made for.
 *
 * @returns a function to `services/worker-b/serverless.yml:34`, or `undefined` for what nobody wrote
 * @example
 * const whereIs = locator({ root, folder: 'services/worker-b', stage: 'local', stack });
 * whereIs(finding);
 */
export const locator = ({
  root,
  folder,
  stage,
  stack,
}: {
  root: string;
  folder: string;
  stage: string;
  stack: Stack;
}): ((finding: Pick<Finding, 'resource' | 'setting' | 'exempts'>) => string | undefined) => {
  const read = (file: string) => {
    const path = join(root, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const yaml = yamlSource(read, { root: relative(root, folder).replaceAll('\\', '/'), stage });
  return ({ resource: id, setting, exempts }) => {
    // What a whole service is exempt from.
    const bases = id === undefined ? [['custom', 'exemptions']] : basesOf(id, stack);
    const settings = bases.flatMap((base) => [
      ...(exempts === undefined ? [] : exemptionPaths(exempts, base)),
      ...(setting === undefined
        ? []
        : [
            [...base, setting],
            [...base, 'Properties', setting],
          ]),
    ]);
    const places = [...settings, ...bases].flatMap((path) => yaml.locate(path).slice(-1));
    return places[0] && `${places[0].file}:${places[0].line}`;
  };
};

/** Where a resource, or the function that it was made for, is written. */
const basesOf = (id: string, stack: Stack): string[][] => {
  const key = factsOf(ownerOf(id, stack.resources) ?? id, stack)?.key;
  return [
    ['resources', 'Resources', id],
    ...(key === undefined ? [] : [['functions', key]]),
    ['resources', 'extensions', id],
  ];
};

/** Of the service, of a function, of a resource. */
const exemptionPaths = (rule: string, base: readonly string[]): string[][] => [
  [...base, rule],
  [...base, 'guardrails', rule],
  [...base, 'Metadata', METADATA_KEY, rule],
];
