import { aUsageFile } from './testing/a-service.ts';
import { parseUsageFile, usageFileText } from './usage-file.ts';

const parse = (text: string | undefined) =>
  parseUsageFile(text, 'services/shop/usage.json', 'shop');

describe('parseUsageFile', () => {
  it('reads what was written', () => {
    expect(parse(usageFileText(aUsageFile()))).toEqual(aUsageFile());
  });

  it('names the missing file and the command that writes it', () => {
    expect(() => parse(undefined)).toThrow(
      'shop has no measured usage: services/shop/usage.json is missing. Measure it: npm run measure -- shop',
    );
  });

  it('names the field that is wrong, or unknown', () => {
    const { metrics, ...others } = aUsageFile();
    const wrong = { ...others, event: 1, metric: metrics };

    expect(() => parse(JSON.stringify(wrong))).toThrow(/event: .*\n.*metrics: .*\n.*"metric"/s);
    const { measured } = aUsageFile();
    const once = { ...aUsageFile(), measured: { ...measured, runs: 1 } };
    expect(() => parse(JSON.stringify(once))).toThrow('measured.runs: Too small');
    expect(() => parse('{')).toThrow('services/shop/usage.json is not JSON');
  });
});

describe('usageFileText', () => {
  it('has a line for each measured value', () => {
    expect(usageFileText(aUsageFile())).toContain(
      '      "logBytes": { "mean": 0, "standardError": 0 },\n',
    );
  });
});
