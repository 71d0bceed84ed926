import { guide } from '../../rules/rule.ts';
import type { SwitchInputs } from '../inputs.ts';
import type { Plan } from '../plan/plan.ts';
import { alarmsFile } from '../templates/alarms.ts';
import { alarmStep, commonPreconditions, goOn, regionalDomain, removalSteps } from './common.ts';
import { mappingsExist, moveMapping } from './mapping.ts';

/** One base path after the other. */
export function basePaths(inputs: SwitchInputs): Plan {
  const { basePaths: paths, domain } = inputs;
  return {
    inputs,
    title: `${domain}: from the REST API to the HTTP API by base path`,
    summary:
      'The API mappings of the domain change one after the other, the one with the least at stake first. Each step is one call, and so is its way back; a mapping moves as a whole.',
    notes: [
      'API Gateway takes the mapped path away before it looks for a route: below orders/, /orders/1 is /1 to the API, whichever kind it is. So a path that has no mapping of its own today can not be split off by adding one, unless the HTTP API has routes without it.',
    ],
    preconditions: [...commonPreconditions(inputs), regionalDomain(inputs), mappingsExist(inputs)],
    steps: [
      alarmStep(inputs),
      ...paths.map((path) => moveMapping(inputs, path, { goOn: goOn(inputs) })),
    ],
    end: removalSteps(inputs),
    files: [alarmsFile()],
    docs: [guide('http-api-mappings'), guide('rest-api-mappings')],
  };
}
