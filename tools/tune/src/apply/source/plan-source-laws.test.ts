import fc from 'fast-check';
import { parse } from 'yaml';
import { planSource } from './plan-source.ts';

const ROOT = 'services/shop';
const FILE = `${ROOT}/serverless.yml`;

interface Written {
  key: string;
  /** Lines of a block, or the text between braces. */
  lines: string[];
  flow: boolean;
}

const comment = fc.constantFrom('', ' # kept', '   # memorySize: 3');
const blank = fc.constantFrom([], [''], ['    # a note', ''], ['  # of nobody']);
const quoted = (value: string) => fc.constantFrom(value, `'${value}'`, `"${value}"`);
const size = fc.constantFrom('128', '512', '1024', '1769', '10240');
const architecture = fc.constantFrom('arm64' as const, 'x86_64' as const);

/** A function with any of the keys, in any order, in block or in flow style. */
const aFunction = (key: string): fc.Arbitrary<Written> =>
  fc
    .record({
      flow: fc.boolean(),
      memory: fc.option(size.chain(quoted)),
      architecture: fc.option(architecture.chain(quoted)),
      description: fc.constantFrom('Places', "'Places: all'", '>-\n      Places\n\n      all'),
      order: fc.shuffledSubarray(['handler', 'description', 'timeout', 'events'], { minLength: 1 }),
      end: comment,
      between: blank,
    })
    .map(({ flow, memory, architecture: arch, description, order, end, between }) => {
      const values: Record<string, string> = {
        handler: 'src/handler.handler',
        description: flow ? 'Places' : description,
        timeout: '5',
        events: flow ? '[]' : `\n      - sqs: arn # a queue\n      # no more`,
      };
      const keys = order.map((name) => `${name}: ${values[name]}`);
      if (memory) keys.splice(1, 0, `memorySize: ${memory}`);
      if (arch) keys.unshift(`architecture: ${arch}`);
      if (flow) return { key, flow, lines: [`${keys.join(', ')}`] };
      return {
        ...{ key, flow },
        lines: keys.flatMap((each) => [...between, `    ${each}${each.includes('\n') ? '' : end}`]),
      };
    });

const aService = fc
  .record({
    functions: fc.tuple(aFunction('place'), aFunction('store'), aFunction('list')),
    head: fc.constantFrom('', '# A shop.\n\n', 'custom: { a: 1 }\n'),
    tail: fc.constantFrom('', '\n', '\nresources:\n  Resources: {}\n\n# the end\n'),
    windows: fc.boolean(),
  })
  .map(({ functions, head, tail, windows }) => {
    const text = `${head}functions:\n${functions
      .map(({ key, flow, lines }) =>
        flow ? `  ${key}: { ${lines.join('')} }` : `  ${key}:\n${lines.join('\n')}`,
      )
      .join('\n')}${tail}`;
    return windows ? text.replaceAll('\n', '\r\n') : text;
  });

const wanted = fc.record({
  functionKey: fc.constantFrom('place', 'store', 'list'),
  memoryMb: fc.integer({ min: 128, max: 10_240 }),
  architecture: fc.option(architecture, { nil: undefined }),
});

const plan = (text: string, request: { functionKey: string; memoryMb: number }) =>
  planSource({ ...request, root: ROOT, read: (file) => (file === FILE ? text : undefined) });
const after = (text: string, request: { functionKey: string; memoryMb: number }) =>
  plan(text, request).files[0]?.after ?? text;

type Parsed = { functions: Record<string, Record<string, unknown>> };

/** Lines without settings. The last one gets a line break when something is added below it. */
const kept = (text: string): string[] => {
  const lines = text.split('\n').filter((line) => !/memorySize|architecture/.test(line));
  return lines.with(-1, lines.at(-1)!.trimEnd());
};

describe('planSource, for any service', () => {
  it('changes the values of the function and nothing else of what the file says', () => {
    fc.assert(
      fc.property(aService, wanted, (text, request) => {
        const [before, now] = [parse(text) as Parsed, parse(after(text, request)) as Parsed];
        const { memorySize, architecture, ...rest } = now.functions[request.functionKey] ?? {};
        const old = before.functions[request.functionKey] ?? {};

        expect(Number(memorySize ?? 1024)).toBe(request.memoryMb);
        expect(architecture ?? 'x86_64').toBe(request.architecture ?? old.architecture ?? 'x86_64');
        const { memorySize: _, architecture: __, ...oldRest } = old;
        expect(rest).toEqual(oldRest);
        expect({ ...now, functions: { ...now.functions, [request.functionKey]: old } }).toEqual(
          before,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('leaves every other line as it is, byte for byte', () => {
    fc.assert(
      fc.property(aService, wanted, (text, request) => {
        const changed = after(text, request);
        if (text.includes(`  ${request.functionKey}: {`)) {
          const [old, now] = [text.split('\n'), changed.split('\n')];
          expect(now).toHaveLength(old.length);
          expect(old.filter((line, at) => line !== now[at]).length).toBeLessThanOrEqual(1);
        } else {
          expect(kept(changed)).toEqual(kept(text));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing to change a second time', () => {
    fc.assert(
      fc.property(aService, wanted, (text, request) => {
        const changed = after(text, request);
        expect(plan(changed, request).patch).toBe('');
      }),
      { numRuns: 100 },
    );
  });
});
