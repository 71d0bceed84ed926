import { rules } from './index.ts';
import { readWorkflow, type Rule } from '../workflow.ts';

const COMMIT = 'a'.repeat(40);
const GOOD = `name: good
on: { pull_request: {}, workflow_run: { workflows: [ci], branches: [main] } }
permissions: {}
concurrency: { group: good, cancel-in-progress: true }
defaults: { run: { shell: bash } }
jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@${COMMIT} # v1.2.3
        with: { persist-credentials: false }
      - run: echo "$TITLE"
        env: { TITLE: '\${{ github.event.pull_request.title }}' }
  deploy:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    environment: dev
    concurrency: { group: stage-dev, cancel-in-progress: false }
    permissions: { id-token: write }
    steps:
      - uses: aws-actions/configure-aws-credentials@${COMMIT} # v1.2.3
        with: { role-to-assume: some, aws-region: us-east-1 }
  required:
    if: always()
    needs: [build, deploy]
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {}
    steps: [{ run: 'true' }]
`;

const problemsOf = (rule: Rule, text: string, file = 'good.yml') => {
  const workflow = readWorkflow(file, text);
  return rule(workflow, [workflow]);
};
/** What each rule finds after a replacement in the good workflow. */
const broken: [rule: string, from: string, to: string, problem: RegExp][] = [
  ['pinned', `checkout@${COMMIT}`, 'checkout@v7', /not pinned/],
  ['pinned', `checkout@${COMMIT} # v1.2.3`, `checkout@${COMMIT}`, /lacks its version/],
  ['pinned', `checkout@${COMMIT}`, `checkout@${COMMIT.slice(1)}`, /not pinned/],
  [
    'sameVersion',
    `{ run: 'true' }`,
    `{ uses: actions/checkout@${'b'.repeat(40)} }`,
    /another commit/,
  ],
  ['credentials', 'persist-credentials: false', 'fetch-depth: 0', /leaves its token/],
  ['caches', 'aws-region: us-east-1', 'cache: npm', /deploy: may write/],
  ['permissions', 'permissions: {}\nconc', 'conc', /at the top/],
  ['permissions', 'permissions: {}\nconc', 'permissions: { contents: read }\nconc', /at the top/],
  ['permissions', '    permissions: { contents: read }\n', '', /build: declares no/],
  ['permissions', '{ contents: read }', 'write-all', /build: declares no/],
  [
    'roles',
    'permissions: { contents: read }',
    'permissions: { id-token: write }',
    /assumes no role/,
  ],
  ['roles', 'permissions: { id-token: write }', 'permissions: {}', /without id-token/],
  ['roles', '    environment: dev\n', '', /outside of an environment/],
  [
    'scripts',
    'echo "$TITLE"',
    'echo "${{ github.event.pull_request.title }}"',
    /build: .* expression/,
  ],
  ['triggers', 'pull_request: {}', 'pull_request_target: {}', /for anybody/],
  ['triggers', ', branches: [main]', '', /any fork/],
  ['aggregate', '[build, deploy]', '[build]', /does not need deploy/],
  ['aggregate', '    if: always()\n', '', /0 jobs run always/],
  ['concurrency', 'concurrency: { group: good, cancel-in-progress: true }\n', '', /outdated run/],
  [
    'concurrency',
    'group: stage-dev, cancel-in-progress: false',
    'group: all',
    /of the environment/,
  ],
  ['concurrency', 'stage-dev, cancel-in-progress: false', 'stage-dev', /half a deployment/],
  ['shell', 'defaults: { run: { shell: bash } }\n', '', /bash/],
  [
    'timeouts',
    '    timeout-minutes: 5\n    permissions: { contents',
    '    permissions: { contents',
    /build/,
  ],
];

describe('rules', () => {
  it.each(Object.entries(rules))('%s has nothing against a good workflow', (_name, rule) => {
    expect(problemsOf(rule, GOOD)).toEqual([]);
  });

  it.each(broken)('%s finds %j → %j', (name, from, to, problem) => {
    const text = GOOD.replace(from, to);

    expect(text).not.toBe(GOOD);
    expect(problemsOf(rules[name]!, text)).toEqual([expect.stringMatching(problem)]);
  });

  it('has a broken workflow for each rule', () => {
    expect(new Set(broken.map(([name]) => name))).toEqual(new Set(Object.keys(rules)));
  });

  it('looks into composite actions', () => {
    const action = `runs: { using: composite, steps: [{ run: 'echo \${{ inputs.a }}' }] }`;
    const file = '.github/actions/a/action.yml';

    expect(problemsOf(rules['shell']!, action, file)).toHaveLength(1);
    expect(problemsOf(rules['scripts']!, action, file)).toHaveLength(1);
  });
});
