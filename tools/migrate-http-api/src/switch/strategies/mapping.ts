import type { SwitchInputs } from '../inputs.ts';
import type { Precondition, Step } from '../plan/plan.ts';
import { aws, keep, variable } from '../plan/shell.ts';

const SECONDS =
  'some seconds: no DNS is involved; AWS names no time for it, so measure it at a name that nobody uses';

/** As people say it. */
export const mappingText = (domain: string, path: string): string =>
  path === '' ? domain : `${domain}/${path}`;

const VARIABLE = 'MAPPING_ID';

/** Finds the id of the mapping of a path. */
const findMapping = ({ region, domain }: SwitchInputs, path: string): string =>
  keep(
    VARIABLE,
    aws('apigatewayv2 get-api-mappings', {
      ...{ region, 'domain-name': domain, output: 'text' },
      // The mapping of the domain itself has no key, or an empty one. `2024` without quotes would be a number.
      query:
        path === ''
          ? 'Items[?!ApiMappingKey].ApiMappingId'
          : `Items[?ApiMappingKey==\`${JSON.stringify(path)}\`].ApiMappingId`,
    }),
  );

const leadTo = ({ region, domain, ...apis }: SwitchInputs, api: 'rest' | 'http'): string =>
  aws('apigatewayv2 update-api-mapping', {
    ...{ region, 'domain-name': domain, 'api-mapping-id': variable(VARIABLE) },
    ...{ 'api-id': apis[api].id, stage: apis[api].stage },
  });

/** Each path has a mapping today, and it leads to the REST API. */
export const mappingsExist = (inputs: SwitchInputs): Precondition => {
  const { region, domain, rest, basePaths } = inputs;
  const paths = basePaths.map((path) => (path === '' ? 'the domain itself' : path));
  return {
    what: `There is a mapping for ${paths.join(', ')}, and it leads to the REST API`,
    why: 'Only what leads to the REST API today is moved. A mapping that a stack owns is moved by that stack: what is changed behind its back, its next deployment may undo.',
    commands: [
      `${aws('apigatewayv2 get-api-mappings', { region, 'domain-name': domain })} | tee mappings-before.json`,
    ],
    expected: `items with ApiId ${rest.id}, Stage ${rest.stage}, and ApiMappingKey ${paths.join(', ')}`,
  };
};

/** Moves one mapping. */
export const moveMapping = (
  inputs: SwitchInputs,
  path: string,
  { percent, goOn }: { percent?: number; goOn: string },
): Step => ({
  title: `Let ${mappingText(inputs.domain, path)} lead to the HTTP API`,
  ...(percent !== undefined && { percent }),
  commands: [findMapping(inputs, path), leadTo(inputs, 'http')],
  goOn,
  back: { commands: [findMapping(inputs, path), leadTo(inputs, 'rest')], takes: SECONDS },
});
