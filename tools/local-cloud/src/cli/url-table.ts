import { type Outputs, type ServiceOutputs } from '../outputs.ts';
import { table } from './console.ts';

/** The resources that people look for, by the start of their physical ids' kind. */
const mainResources = ({ resources }: ServiceOutputs): string[] =>
  Object.entries(resources)
    .filter(([logicalId]) => /(Table|Bucket|Queue|Bus)$/.test(logicalId))
    .filter(([logicalId]) => !/^Serverless|DeadLetter/.test(logicalId))
    .map(([, physicalId]) => physicalId.split('/').at(-1) ?? physicalId);

/** One table of everything that can be called. */
export const urlTable = ({ awsEndpoint, services }: Outputs): string =>
  table([
    ['SERVICE', 'HTTP API', 'RESOURCES'],
    ...Object.entries(services)
      .toSorted(([left], [right]) => left.localeCompare(right))
      .map(([name, service]) => [
        name,
        service.httpApi ?? '-',
        mainResources(service).join(', ') || '-',
      ]),
    ['AWS endpoint', awsEndpoint, ''],
  ]);
