import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { integrationOf, LAMBDA_INVOKE } from '../tasks/integration.ts';

/** What AWS runs and the local cloud does not: the property of a state, and what it would do. */
const PROPERTIES: Record<string, string> = {
  Assign: 'variables',
  Arguments: 'JSONata',
  Output: 'JSONata',
  Items: 'JSONata',
  Credentials: 'tasks in the name of another role',
  HeartbeatSeconds: 'heartbeats',
  HeartbeatSecondsPath: 'heartbeats',
  ItemReader: 'distributed maps',
  ItemBatcher: 'distributed maps',
  ResultWriter: 'distributed maps',
  ToleratedFailureCount: 'distributed maps',
  ToleratedFailureCountPath: 'distributed maps',
  ToleratedFailurePercentage: 'distributed maps',
  ToleratedFailurePercentagePath: 'distributed maps',
};

const ofState = (state: JsonObject): string[] => {
  const { Resource, QueryLanguage, ItemProcessor } = state;
  const problems = Object.keys(state).flatMap((key) =>
    PROPERTIES[key] === undefined ? [] : [`${key}: there are no ${PROPERTIES[key]}`],
  );
  if (typeof Resource === 'string' && integrationOf(Resource) === undefined)
    problems.push(`Resource ${Resource}: tasks are functions, by their ARN or by ${LAMBDA_INVOKE}`);
  if (QueryLanguage === 'JSONata') problems.push('QueryLanguage JSONata: there is JSONPath alone');
  const config = isJsonObject(ItemProcessor) ? ItemProcessor.ProcessorConfig : undefined;
  if (isJsonObject(config) && config.Mode === 'DISTRIBUTED')
    problems.push('Mode DISTRIBUTED: there are inline maps alone');
  return problems;
};

/** What of a valid definition the local cloud can't run, each with the path of its state. */
export const notModelled = (
  definition: Json,
  location = '',
): [location: string, text: string][] => {
  if (Array.isArray(definition))
    return definition.flatMap((item, index) => notModelled(item, `${location}[${index}]`));
  if (!isJsonObject(definition)) return [];
  const { States } = definition;
  const own: [string, string][] =
    definition.QueryLanguage === 'JSONata'
      ? [[location, 'QueryLanguage JSONata: there is JSONPath alone']]
      : [];
  if (!isJsonObject(States)) return own;
  return Object.entries(States).reduce((found, [name, state]) => {
    if (!isJsonObject(state)) return found;
    const here = `${location}/States/${name}`;
    const inner = [state.ItemProcessor, state.Iterator, state.Branches].flatMap((part) =>
      part === undefined ? [] : notModelled(part, here),
    );
    return [...found, ...ofState(state).map((text): [string, string] => [here, text]), ...inner];
  }, own);
};
