import { guide } from '../../rules/rule.ts';
import type { SwitchInputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import { alarmsFile } from '../templates/alarms.ts';
import { alarmStep, commonPreconditions, goOn, regionalDomain, removalSteps } from './common.ts';
import { mappingsExist, mappingText, moveMapping } from './mapping.ts';

/** All traffic of a domain at one stroke: one call each way. */
export function atOnce(inputs: SwitchInputs): Plan {
  const path = inputs.basePaths[0]!;
  return {
    inputs,
    title: `${mappingText(inputs.domain, path)}: from the REST API to the HTTP API at once`,
    summary:
      'One API mapping of the domain changes. Nothing else has to be there, clients notice nothing, and the way back is the same call; all clients move together.',
    notes: [
      'A regional domain may lead to REST APIs and HTTP APIs at the same time, so no second domain, certificate or DNS record is needed.',
    ],
    preconditions: [...commonPreconditions(inputs), regionalDomain(inputs), mappingsExist(inputs)],
    steps: [alarmStep(inputs), moveMapping(inputs, path, { percent: 100, goOn: goOn(inputs) })],
    end: removalSteps(inputs),
    files: [alarmsFile()],
    docs: [guide('http-api-mappings'), guide('http-api-custom-domain-names')],
  };
}
