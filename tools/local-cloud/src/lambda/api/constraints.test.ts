import { checkConstraints, type Constraint } from './constraints.ts';

const memory = (value: number | undefined): Constraint => ({
  ...{ name: 'memorySize', value },
  ...{ min: 128, max: 10_240 },
});

describe('checkConstraints', () => {
  it.each([undefined, 128, 10_240])('accepts %s', (value) => {
    expect(() => checkConstraints([memory(value)])).not.toThrow();
  });

  it.each([
    [
      memory(127),
      "Value '127' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    ],
    [
      memory(10_241),
      "Value '10241' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240",
    ],
    [
      { name: 'name', value: 'ab', max: 1 },
      "Value 'ab' at 'name' failed to satisfy constraint: Member must have length less than or equal to 1",
    ],
    [
      { name: 'name', value: '', min: 1 },
      "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { name: 'name', value: 'a b', pattern: /^\w+$/ },
      "Value 'a b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^\\w+$",
    ],
  ])('says what is wrong with %j', (constraint, problem) => {
    expect(() => checkConstraints([constraint])).toThrow(
      expect.objectContaining({
        code: 'ValidationException',
        message: `1 validation error detected: ${problem}`,
      }),
    );
  });

  it('says all at once', () => {
    expect(() => checkConstraints([memory(1), memory(2)])).toThrow(
      /^2 validation errors detected: Value '1' .*; Value '2' /,
    );
  });
});
