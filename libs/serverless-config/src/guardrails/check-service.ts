import type { RuleSettings, Severity, Stack, WorkspaceEvents } from '../rules/rule.ts';
import { type Resources, resourcesOf } from '../template.ts';
import { checkStack, type StackReport } from './check-stack.ts';
import type { LocatedFinding } from './describe.ts';
import { locator } from './locate.ts';
import { type DeclaredFunction, packagedFunctions } from './packaged-functions.ts';
import { workspaceEvents } from './workspace-events.ts';
import { workspaceRoot } from './workspace-root.ts';

/** A service as the framework compiled it. */
export type CompiledService = {
  /** Of its `serverless.yml`. */
  folder: string;
  stage: string;
  functions: Readonly<Record<string, DeclaredFunction>>;
  template: { Resources: Resources; Metadata?: Record<string, unknown> };
  settings: RuleSettings;
};

/** What became of the rules, with the places where findings are written. */
export type ServiceReport = Omit<StackReport, 'findings'> & { findings: LocatedFinding[] };

/**
 * Checks a service with all that can be known of it: its handlers and bundles, its tuning reports, the events of the
 * services beside it.
 *
 * @param today `YYYY-MM-DD`
 * @param outdated how bad it is what time alone has broken
 * @throws {UnreadableService} when it or one of its neighbours cannot be read
 * @example
 * checkService(service, { today: '2026-11-20', outdated: 'error' }).findings;
 */
export const checkService = (
  { folder, stage, functions, template, settings }: CompiledService,
  { today, outdated }: { today: string; outdated: Severity },
): ServiceReport => {
  const root = workspaceRoot(folder);
  const stack: Stack = {
    resources: template.Resources,
    settings,
    today,
    functions: packagedFunctions(folder, functions),
    events: root === undefined ? undefined : eventsOf(template.Resources, root, folder, stage),
  };
  const report = checkStack({ stack, metadata: template.Metadata, outdated });
  if (report.findings.length === 0) return report;
  const whereIs = locator({ root: root ?? folder, folder, stage, stack });
  const findings = report.findings.map((each) => ({ ...each, where: whereIs(each) }));
  return { ...report, findings };
};

const NO_EVENTS: WorkspaceEvents = { produced: [], consumed: [] };

/** To read the neighbours takes longer than all the rules: only who has to do with events needs them. */
const eventsOf = (resources: Resources, root: string, folder: string, stage: string) => {
  const types = ['AWS::Events::Rule', 'AWS::Events::EventBus'];
  return types.some((type) => resourcesOf(resources, type).length > 0)
    ? workspaceEvents(root, folder, stage)
    : NO_EVENTS;
};
