import type { Route } from '../model/route.ts';
import type { MethodSettings, Stage } from '../model/stage.ts';

/** The settings of a stage that hold for a route: the most specific ones replace those for all. */
export function settingsFor(stage: Stage, { method, path }: Route): MethodSettings[] {
  const matching = stage.methodSettings.filter(
    (settings) =>
      (settings.method === '*' || settings.method === method || method === 'ANY') &&
      (settings.path === '*' || settings.path === path),
  );
  const own = matching.filter((settings) => settings.method !== '*' || settings.path !== '*');
  return own.length > 0 ? own : matching;
}
