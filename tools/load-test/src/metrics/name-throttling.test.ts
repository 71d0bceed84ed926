import { aMeasurement } from '../testing/a-result.ts';
import { ERROR_KINDS } from './error-kind.ts';
import { apiErrors, nameThrottling } from './name-throttling.ts';

const kindsOf = ({ errors }: { errors: readonly { kind: string }[] }) =>
  errors.map(({ kind }) => kind);

describe('nameThrottling', () => {
  const measurement = aMeasurement({
    errors: [
      { kind: 'apiError', label: ERROR_KINDS.apiError, count: 5 },
      { kind: 'clientError', label: ERROR_KINDS.clientError, count: 1 },
    ],
  });

  it('names them throttled when Lambda counted as many', () => {
    const { total, byRequest } = nameThrottling(measurement, 5);
    expect(kindsOf(total)).toEqual(['functionThrottled', 'clientError']);
    expect(kindsOf(byRequest[0]!)).toEqual(['functionThrottled', 'clientError']);
    expect(total.errors[0]!.label).toContain('Lambda: Too Many Requests');
  });

  it('leaves them as they are when it counted fewer', () => {
    expect(apiErrors(measurement)).toBe(5);
    expect(nameThrottling(measurement, 4)).toBe(measurement);
  });
});
