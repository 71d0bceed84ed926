import {
  readConfig,
  readMeasuringConfig,
  readTimedConfig,
  readValidatingConfig,
} from './config.ts';

const env = {
  AWS_REGION: 'us-east-1',
  RUNS_TABLE: 'runs',
  TUNABLE_FUNCTIONS: 'acado-*-dev-*',
  TIMEOUT_SECONDS: '300',
  PATIENCE_SECONDS: '120',
  POWER_VALUES: '128,1024',
};

describe('configuration', () => {
  it('is what each function needs', () => {
    const common = { region: 'us-east-1', runsTable: 'runs', tunableFunctions: 'acado-*-dev-*' };
    expect(readConfig(env)).toEqual(common);
    expect(readTimedConfig(env)).toEqual({ ...common, timeToWork: 180_000 });
    expect(readMeasuringConfig(env)).toMatchObject({ timeToWork: 180_000, patience: 120_000 });
    expect(readValidatingConfig(env)).toEqual({ ...common, powerValues: [128, 1024] });
  });

  it('names every variable that is missing or wrong', () => {
    const wrong = { ...env, RUNS_TABLE: undefined, TIMEOUT_SECONDS: 'long', POWER_VALUES: 'ALL' };
    expect(() => readConfig(wrong)).toThrow(/RUNS_TABLE/);
    expect(() => readTimedConfig(wrong)).toThrow(/RUNS_TABLE.*TIMEOUT_SECONDS/);
    expect(() => readValidatingConfig(wrong)).toThrow(/POWER_VALUES/);
  });
});
