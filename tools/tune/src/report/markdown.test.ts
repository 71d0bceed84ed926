import { plain } from '@acado/cost/render';
import { markdownOf } from './markdown.ts';
import { resultOf } from './result-file.ts';
import { aContext, anAnalysis, aCurve } from './testing/an-analysis.ts';
import { RUNS } from './testing/runs.ts';

describe('markdownOf', () => {
  it('recommends, and says what that saves', () => {
    const text = markdownOf(RUNS['six sizes']!);
    expect(text).toMatch(/^\*\*Configure 128 MB, x86_64 instead of 1,024 MB, x86_64\.\*\*/m);
    expect(text).toMatch(/^\| 1,000,000 \| \$2\.13 \| \$1\.95 \| \$0\.18 \| \$2\.10 \|$/m);
    expect(text).toContain('](<https://lambda-power-tuning.show/#gAAAAQAC;');
  });

  it('keeps what is good', () => {
    const text = markdownOf(RUNS['one size']!);
    expect(text).toContain('**Keep 1,024 MB, x86_64.**');
    expect(text).toMatch(/^\| 1,000,000 \| \$2\.13 \|$/m);
  });

  it.each(Object.keys(RUNS))('has a row for every candidate: %s', (name) => {
    const { measurements } = RUNS[name]!;
    const text = markdownOf(RUNS[name]!);
    expect(text.match(/^\| \*{0,2}[\d,]+\*{0,2} \| \*{0,2}(x86_64|arm64)/gm)).toHaveLength(
      measurements.length,
    );
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('says what a local figure means, and how far off it may be', () => {
    const errorBand = { duration: 0.12, basis: 'a request at ten sizes' };
    const local = markdownOf(resultOf(anAnalysis(), aContext({ errorBand })));
    expect(local).toContain('The CPU share is modelled');
    expect(local).toContain('Network latency to AWS services is not modelled');
    expect(local).toContain('on a request at ten sizes, durations are off by 12 % on average.');
    expect(local).not.toContain('Both architectures');
    expect(markdownOf(RUNS['46 sizes of two architectures']!)).toContain('Both architectures ran');
    const onAws = markdownOf(resultOf(anAnalysis(), aContext({ target: 'aws' })));
    expect(onAws).toContain('Measured on AWS, us-east-1');
    expect(onAws).not.toContain('modelled');
  });

  it('says how sure it is', () => {
    const run = anAnalysis();
    const of = (recommendation: Partial<typeof run.recommendation>) =>
      markdownOf(
        resultOf(
          { ...run, recommendation: { ...run.recommendation, ...recommendation } },
          aContext(),
        ),
      );
    expect(of({ confident: true })).toContain('by more than 5 %, at 95 % confidence.');
    expect(of({ confident: false })).toContain('is not certain at 95 % confidence');
    expect(of({ change: false, confident: false })).toContain('Something else may be better');
    const unknown = anAnalysis({ measurements: aCurve([128, 256]) });
    expect(markdownOf(resultOf(unknown, aContext()))).toContain('was not measured, so what');
  });

  it('takes nothing from outside for markup', () => {
    const text = markdownOf(RUNS['hostile text']!);
    expect(text).not.toMatch(/<(script|img|b)\b/);
    expect(text).not.toMatch(/(?<!\\)\]\(<?javascript:/);
  });
});

describe('plain', () => {
  it('keeps a text as it is, on one line', () => {
    expect(plain('a_b *c*\n[d](e) <f> `g` _h_')).toBe(
      'a_b \\*c\\* \\[d\\](e) &lt;f&gt; \\`g\\` \\_h\\_',
    );
  });
});
