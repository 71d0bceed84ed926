import { readInputs, type SwitchInputs } from '../inputs.ts';

/** Everything that any strategy needs. */
export const someInputs = (overrides: Partial<SwitchInputs> = {}): SwitchInputs =>
  readInputs({
    ...{ strategy: 'at-once', region: 'eu-west-1', domain: 'api.example.com' },
    rest: { id: 'a1b2c3d4e5', stage: 'prod' },
    http: { id: 'f6g7h8i9j0', stage: '$default' },
    basePaths: [''],
    hostedZone: 'Z0123456789ABC',
    certificate:
      'arn:aws:acm:us-east-1:111122223333:certificate/0d1e2f3a-0000-0000-0000-000000000000',
    distribution: 'E1A2B3C4D5E6F7',
    weights: [5, 25, 50, 100],
    minutes: 30,
    ...overrides,
  });
