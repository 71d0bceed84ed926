import { at, isRecord, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { all, factsOf, type Rule, unless } from './rule.ts';

export const arm64: Rule = {
  id: 'arm64',
  title: 'Functions run on arm64',
  reason: 'A GB-second on arm64 costs a fifth less than on x86_64, and most code is as fast there.',
  source: 'https://aws.amazon.com/lambda/pricing/',
  remedy:
    'Leave architecture out: provider.yml says arm64. Exempt what needs a binary that exists for x86_64 only.',
  severity: 'error',
  setting: 'architecture',
  appliesTo: all('AWS::Lambda::Function'),
  check: (id, { resources }) =>
    unless([resources[id]?.Properties?.Architectures].flat().includes('arm64'), 'runs on x86_64'),
};

/** The day on which AWS ends the support of a runtime (docs, 2026-10). */
const SUPPORTED_UNTIL: Record<string, string> = {
  'nodejs18.x': '2025-09-01',
  'nodejs20.x': '2026-04-30',
  'nodejs22.x': '2027-04-30',
  'nodejs24.x': '2028-04-30',
};

export const supportedRuntime: Rule = {
  id: 'supported-runtime',
  title: 'Functions run on a runtime that AWS supports',
  reason: 'A runtime past its end gets no security patches, and later no updates of its functions.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  remedy: 'Leave runtime out, provider.yml says which; or move provider.yml to the next one.',
  severity: 'error',
  needs: ['today'],
  setting: 'runtime',
  // A container image brings its own.
  appliesTo: (stack) =>
    all('AWS::Lambda::Function')(stack).filter(
      (id) => stack.resources[id]?.Properties?.PackageType !== 'Image',
    ),
  check: (id, { resources, today }) => {
    const runtime = String(resources[id]?.Properties?.Runtime);
    const until = SUPPORTED_UNTIL[runtime];
    if (until === undefined) return [`it is not known until when ${runtime} is supported`];
    return unless(today! <= until, `AWS supported ${runtime} until ${until}`);
  },
};

/** What each kind of API waits at most, in seconds, and the functions behind it. */
const waitingApis = (resources: Resources): { seconds: number; functionIds: string[] }[] => [
  {
    seconds: 30,
    functionIds: resourcesOf(resources, 'AWS::ApiGatewayV2::Integration').flatMap(
      ([, { Properties }]) => referencedFunctions(Properties?.IntegrationUri, resources),
    ),
  },
  {
    seconds: 29,
    functionIds: resourcesOf(resources, 'AWS::ApiGateway::Method').flatMap(([, { Properties }]) =>
      referencedFunctions(at(Properties, 'Integration', 'Uri'), resources),
    ),
  },
];

/** The functions that a value refers to, however deep: REST APIs join theirs into an address. */
const referencedFunctions = (value: unknown, resources: Resources): string[] => {
  if (Array.isArray(value)) return value.flatMap((each) => referencedFunctions(each, resources));
  if (!isRecord(value)) return [];
  const id = logicalIdOf(value);
  if (id !== undefined) return resources[id]?.Type === 'AWS::Lambda::Function' ? [id] : [];
  return Object.values(value).flatMap((each) => referencedFunctions(each, resources));
};

export const httpTimeout: Rule = {
  id: 'http-timeout',
  title: 'A function behind an API ends before the API stops waiting',
  reason:
    'An HTTP API waits 30 s, a REST API 29 s. A function that runs on is paid for and answers nobody, and the client tries again.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  remedy: 'Set a timeout below that; answer 202 and do what takes longer behind a queue.',
  severity: 'error',
  setting: 'timeout',
  appliesTo: ({ resources }) => waitingApis(resources).flatMap(({ functionIds }) => functionIds),
  check: (id, { resources }) => {
    const timeout = Number(resources[id]?.Properties?.Timeout ?? 3);
    return waitingApis(resources)
      .filter(({ seconds, functionIds }) => functionIds.includes(id) && timeout >= seconds)
      .map(({ seconds }) => `its timeout of ${timeout} s is not below the ${seconds} s of its API`);
  },
};

export const bundleSize: Rule = {
  id: 'bundle-size',
  title: 'Bundles are small',
  reason: 'What is in a bundle is loaded at every cold start, and the loading is billed.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/best-practices.html',
  remedy:
    'Import only the clients and the names that are used (README.md, Bundles). A function with a reason to be large gets an exemption.',
  severity: 'error',
  needs: ['functions'],
  setting: 'handler',
  appliesTo: (stack) =>
    all('AWS::Lambda::Function')(stack).filter(
      (id) => factsOf(id, stack)?.bundleBytes !== undefined,
    ),
  check: (id, stack) => {
    const kb = factsOf(id, stack)!.bundleBytes! / 1024;
    const { maxBundleKb } = stack.settings;
    return unless(kb <= maxBundleKb, `its zip has ${Math.ceil(kb)} KB, more than ${maxBundleKb}`);
  },
};

/** Days from one date to another. */
const days = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const tunedMemory: Rule = {
  id: 'tuned-memory',
  title: 'Memory sizes were measured, and not long ago',
  reason:
    'Cost and duration depend on the memory size in ways that nobody guesses, and code and prices change.',
  source: 'services/power-tuner',
  remedy: 'Run npx nx tune <service> --function <key> and commit its report.',
  severity: 'warning',
  needs: ['today', 'functions'],
  setting: 'memorySize',
  appliesTo: (stack) =>
    all('AWS::Lambda::Function')(stack).filter((id) => factsOf(id, stack) !== undefined),
  check: (id, stack) => {
    const { tunedOn } = factsOf(id, stack)!;
    const { tunedWithinDays } = stack.settings;
    if (tunedOn === undefined) return ['its memory size was never measured'];
    const age = days(tunedOn, stack.today!);
    return unless(
      age <= tunedWithinDays,
      `its memory size was measured ${age} days ago, on ${tunedOn}`,
    );
  },
};
