import { stringify } from 'yaml';
import { analyse, type Decisions } from '../analyse/analyse.ts';
import type { ConfigOptions } from '../config/options.ts';
import { type Plan, planOf, type Refusal as Stay } from '../config/plan.ts';
import { eventAuthorizer } from '../config/routes.ts';
import { type Route, routeKey } from '../model/route.ts';
import { parseFile } from '../read/parse-file.ts';
import { readServerless } from '../read/serverless/read-serverless.ts';
import { type Edit, splice } from './edits.ts';
import { eventEdit } from './event-edit.ts';
import { payloadEdit } from './function-edit.ts';
import { extensionsEdit } from './extensions-edit.ts';
import { leftovers } from './leftovers.ts';
import { providerEdit } from './provider-edit.ts';
import { Refusal } from './refusal.ts';
import { type Source, sourceOf } from './source.ts';

/** What a migration makes of a `serverless.yml`. */
export interface Migration {
  before: string;
  after: string;
  /** Routes that are the HTTP API's now. */
  moved: string[];
  /** Routes that stay as they are, and why. */
  refused: Stay[];
  /** What was taken out or added, beyond the events' names. */
  done: string[];
  /** What somebody has to do. */
  byHand: string[];
}

/** How a service is migrated. */
export interface MigrateOptions extends ConfigOptions {
  file: string;
  stage: string;
  decisions: Decisions;
}

/**
 * Turns the `http` events of a `serverless.yml` that can move into `httpApi` events; of the text only what must change
 * does. Routes that can't move, or can't be edited, stay as they are.
 *
 * @throws {CommandError} If the file has no `http` event, or is no YAML.
 */
export function migrateService(text: string, options: MigrateOptions): Migration | undefined {
  const { file, stage, decisions } = options;
  const read = (content: string) => readServerless(parseFile(content, file), file, { stage });
  const api = read(text).find(({ place }) => !place.path.startsWith('resources'));
  if (!api) return undefined;
  const plan = planOf(analyse(api, decisions), options);
  const source = sourceOf(text, file);
  const byHand = [...plan.byHand, ...limitsOf(plan)];
  const state = startOf(plan);
  const shared = attempt(() => providerEdit(source, plan.httpApi));
  const edits: Edit[] = shared.refusal === undefined ? [...shared.value] : [];
  for (const [functionKey, routes] of byFunction(plan.moved)) {
    // What needs the provider's settings can't move without them.
    const free = routes.filter((route) => shared.refusal === undefined || !needsProvider(route));
    for (const route of routes)
      if (!free.includes(route))
        state.refused.push({ route: routeKey(route), why: shared.refusal ?? '' });
    edits.push(...functionEdits(source, functionKey, free, options, state));
  }
  const edited = splice(text, unique(edits));
  const left = read(edited).flatMap(({ routes }) => routes.map(routeKey));
  const wrong = state.moved.filter((key) => left.includes(key));
  if (wrong.length > 0) throw new Error(`${file}: ${wrong.join(', ')} would still be there`);
  if (left.length > 0) return { before: text, after: edited, ...state, byHand };
  const without = sourceOf(edited, file);
  const extensions = extensionsEdit(without);
  const after = splice(edited, extensions.edits);
  for (const name of extensions.names) state.done.push(`without the extension of ${name}`);
  return {
    ...{ before: text, after, ...state },
    byHand: [...byHand, ...leftovers(sourceOf(after, file))],
  };
}

/** Limits of the stage: they belong among the resources, wherever those are written. */
const limitsOf = ({ extensions }: Plan): string[] =>
  Object.keys(extensions).length === 0
    ? []
    : [`Throttling: write this below resources\n${stringify({ extensions }).trimEnd()}`];

type State = Pick<Migration, 'moved' | 'refused' | 'done'>;

const startOf = ({ refused }: Plan): State => ({ moved: [], refused: [...refused], done: [] });

const needsProvider = ({ authorization, cors }: Route): boolean =>
  authorization.type === 'authorizer' || cors;

/** Events of one function move together or not at all: they share its payload format. */
function functionEdits(
  source: Source,
  functionKey: string,
  routes: readonly Route[],
  options: MigrateOptions,
  state: State,
): Edit[] {
  if (routes.length === 0) return [];
  const attempted = attempt(() => {
    const fn = source.functionAt(functionKey);
    const changed = routes.map((route) => {
      const index = Number(/\.events\.(\d+)\.http$/.exec(route.place.path)?.[1]);
      const wanted = eventAuthorizer(route, (id) => id);
      return { route, ...eventEdit(source, source.eventAt(fn, index), wanted) };
    });
    return { changed, pin: payloadEdit(source, fn, options.payload) };
  });
  if (attempted.refusal !== undefined) {
    for (const route of routes)
      state.refused.push({ route: routeKey(route), why: attempted.refusal });
    return [];
  }
  const { changed, pin } = attempted.value;
  for (const { route, removed } of changed) {
    state.moved.push(routeKey(route));
    if (removed.length > 0) state.done.push(`${routeKey(route)}: without ${removed.join(', ')}`);
  }
  if (pin.length > 0)
    state.done.push(`${functionKey} keeps events of payload format ${options.payload}`);
  return [...changed.flatMap(({ edits }) => edits), ...pin];
}

type Attempt<Value> = { value: Value; refusal?: undefined } | { refusal: string };

function attempt<Value>(make: () => Value): Attempt<Value> {
  try {
    return { value: make() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: error.message };
  }
}

function byFunction(routes: readonly Route[]): Map<string, Route[]> {
  const map = new Map<string, Route[]>();
  for (const route of routes) {
    const [, key] = /^functions\.(?:\d+\.)?([^.]+)\./.exec(route.place.path) ?? [];
    if (key !== undefined) map.set(key, [...(map.get(key) ?? []), route]);
  }
  return map;
}

/** Events may share an authorizer, which is edited once. */
const unique = (edits: readonly Edit[]): Edit[] => [
  ...new Map(edits.map((edit) => [`${edit.from}-${edit.to}-${edit.text}`, edit])).values(),
];
