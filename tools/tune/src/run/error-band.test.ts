import { localErrorBand } from './error-band.ts';
import { aWorkspace } from './testing/a-workspace.ts';

let workspace: ReturnType<typeof aWorkspace>;
afterEach(() => workspace.remove());

const bandOf = (files: Record<string, unknown>) => {
  workspace = aWorkspace(files);
  return localErrorBand(workspace.root);
};

describe('localErrorBand', () => {
  it('is the mean deviation from what was measured on AWS', () => {
    const line = (memoryMb: number, deviation: number, name = 'short request') => ({
      ...{ function: name, memoryMb, deviation },
    });
    const lines = [line(1769, -0.02), line(128, 0.1), line(128, 0.5, 'CPU-bound')];
    const band = bandOf({ 'reports/accuracy.json': lines });
    expect(band?.duration).toBeCloseTo(0.06);
    expect(band?.basis).toContain('at 2 sizes from 128 to 1769 MB');
  });

  it('is not known where nothing was measured', () => {
    expect(bandOf({})).toBeUndefined();
  });
});
