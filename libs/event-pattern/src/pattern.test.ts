import { matchesPattern, validatePattern } from './pattern.ts';

const instance = {
  version: '0',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  time: '2017-10-02T16:24:49Z',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-000000aaaaaa00000'],
  detail: {
    'c-count': 5,
    'd-count': 3,
    'x-limit': 301.8,
    'source-ip': '10.0.0.33',
    state: 'running',
    path: '/usr/bin/tool.jar',
    empty: '',
    nothing: null,
    flag: true,
    list: [],
    tags: ['red', 'blue'],
    nested: { deep: { leaf: 1 } },
  },
};

const detail = (pattern: unknown) => ({ detail: pattern });

describe('matchesPattern', () => {
  it.each<[string, unknown]>([
    ['an exact value', { source: ['aws.ec2'] }],
    ['one of several values', detail({ state: ['initializing', 'running'] })],
    ['an element of an array', { resources: [{ suffix: 'i-000000aaaaaa00000' }] }],
    ['a number', detail({ 'x-limit': [301.8] })],
    ['a number in another notation', detail({ 'x-limit': [{ numeric: ['=', 3.018e2] }] })],
    ['true', detail({ flag: [true] })],
    ['null', detail({ nothing: [null] })],
    ['the empty string', detail({ empty: [''] })],
    ['a prefix', { time: [{ prefix: '2017-10-02' }] }],
    ['the empty prefix', detail({ empty: [{ prefix: '' }] })],
    ['a prefix in another case', { source: [{ prefix: { 'equals-ignore-case': 'AWS' } }] }],
    ['a suffix', { source: [{ suffix: 'ec2' }] }],
    ['a suffix in another case', { source: [{ suffix: { 'equals-ignore-case': 'EC2' } }] }],
    ['a text in another case', { source: [{ 'equals-ignore-case': 'AWS.EC2' }] }],
    ['a wildcard', detail({ path: [{ wildcard: '*/bin/*.jar' }] })],
    ['a lone wildcard', detail({ empty: [{ wildcard: '*' }] })],
    ['anything but a text', detail({ state: [{ 'anything-but': 'initializing' }] })],
    ['anything but texts', detail({ state: [{ 'anything-but': ['stopped', 'overloaded'] }] })],
    ['anything but numbers', detail({ 'x-limit': [{ 'anything-but': [100, 200, 300] }] })],
    ['anything but a text, of a number', detail({ 'c-count': [{ 'anything-but': '5' }] })],
    ['anything but a text, of null', detail({ nothing: [{ 'anything-but': 'null' }] })],
    ['anything but a prefix', detail({ state: [{ 'anything-but': { prefix: 'init' } }] })],
    ['anything but prefixes', detail({ state: [{ 'anything-but': { prefix: ['init', 'e'] } }] })],
    [
      'anything but a prefix, of a number',
      detail({ 'c-count': [{ 'anything-but': { prefix: '5' } }] }),
    ],
    ['anything but suffixes', detail({ state: [{ 'anything-but': { suffix: ['ed', 'x'] } }] })],
    [
      'anything but, ignoring case',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': ['STOPPED'] } }] }),
    ],
    [
      'anything but wildcards',
      detail({ path: [{ 'anything-but': { wildcard: ['*.class', '/lib/*'] } }] }),
    ],
    ['anything but one of an array', detail({ tags: [{ 'anything-but': 'red' }] })],
    ['a numeric range', detail({ 'c-count': [{ numeric: ['>', 0, '<=', 5] }] })],
    ['a numeric bound', detail({ 'd-count': [{ numeric: ['<', 10] }] })],
    ['a CIDR block', detail({ 'source-ip': [{ cidr: '10.0.0.0/24' }] })],
    ['presence', detail({ 'c-count': [{ exists: true }] })],
    ['presence of null', detail({ nothing: [{ exists: true }] })],
    ['absence', detail({ other: [{ exists: false }] })],
    ['absence of an object, which is no leaf', detail({ nested: [{ exists: false }] })],
    ['absence of an empty array, which has no leaf', detail({ list: [{ exists: false }] })],
    ['absence below something absent', { other: { deep: [{ exists: false }] } }],
    ['a nested leaf', detail({ nested: { deep: { leaf: [1] } } })],
    ['$or', { $or: [{ source: ['other'] }, { 'detail-type': [{ prefix: 'EC2' }] }] }],
    ['$or below the root', detail({ $or: [{ state: ['off'] }, { 'c-count': [5] }] })],
    ['$or in $or', { $or: [{ source: ['x'] }, { $or: [{ source: ['y'] }, { version: ['0'] }] }] }],
    ['absence or a value', detail({ other: [{ exists: false }, 'x'] })],
    [
      'several fields of several kinds',
      {
        time: [{ prefix: '2017-10-02' }],
        detail: {
          state: [{ 'anything-but': 'initializing' }],
          'c-count': [{ numeric: ['>', 0, '<=', 5] }],
          'source-ip': [{ cidr: '10.0.0.0/8' }],
        },
      },
    ],
  ])('matches %s', (_name, pattern) => {
    expect(validatePattern(pattern)).toEqual([]);
    expect(matchesPattern(pattern, instance)).toBe(true);
  });

  it.each<[string, unknown]>([
    ['another value', { source: ['aws.ecs'] }],
    ['another case', { source: ['AWS.EC2'] }],
    ['a number as text', detail({ 'c-count': ['5'] })],
    ['a prefix of a number', detail({ 'c-count': [{ prefix: '5' }] })],
    ['a text as numeric range', detail({ state: [{ numeric: ['>', 0] }] })],
    ['false for true', detail({ flag: [false] })],
    ['null for an absent field', detail({ other: [null] })],
    ['the empty string for null', detail({ nothing: [''] })],
    ['an object as a leaf', detail({ nested: [{ exists: true }] })],
    ['a leaf as an object', { source: { deep: ['aws.ec2'] } }],
    ['the open end of a range', detail({ 'c-count': [{ numeric: ['>', 5] }] })],
    ['an address outside the block', detail({ 'source-ip': [{ cidr: '10.0.1.0/24' }] })],
    ['a text that is no address', detail({ state: [{ cidr: '0.0.0.0/0' }] })],
    ['an escaped wildcard', detail({ path: [{ wildcard: '\\*.jar' }] })],
    ['overlapping literals of a wildcard', { source: [{ wildcard: 'aws.ec*c2' }] }],
    ['anything but every element', detail({ tags: [{ 'anything-but': ['red', 'blue'] }] })],
    ['anything but the number itself', detail({ 'c-count': [{ 'anything-but': 5 }] })],
    ['anything but, of an absent field', detail({ other: [{ 'anything-but': 'x' }] })],
    [
      'anything but, ignoring case',
      detail({ state: [{ 'anything-but': { 'equals-ignore-case': 'RUNNING' } }] }),
    ],
    ['presence of an empty array', detail({ list: [{ exists: true }] })],
    ['absence of what is there', detail({ nothing: [{ exists: false }] })],
    ['$or of two that fail', { $or: [{ source: ['x'] }, { version: ['1'] }] }],
    ['one field of two', { source: ['aws.ec2'], version: ['1'] }],
  ])('does not match %s', (_name, pattern) => {
    expect(validatePattern(pattern)).toEqual([]);
    expect(matchesPattern(pattern, instance)).toBe(false);
  });

  it.each<[unknown]>([[null], [undefined], [[]], ['text'], [7], [{}]])(
    'does not match %p, which is no such event',
    (event) => {
      expect(matchesPattern({ source: ['x'] }, event)).toBe(false);
    },
  );

  it('matches an IP address in any spelling', () => {
    expect(matchesPattern({ ip: ['0:0:0:0:0:0:0:1'] }, { ip: '::1' })).toBe(true);
    expect(matchesPattern({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '2001:DB8:1::5' })).toBe(true);
    expect(matchesPattern({ ip: [{ cidr: '2001:db8::/32' }] }, { ip: '10.0.0.1' })).toBe(false);
  });

  it('lets the branch of $or replace a field named beside it, as AWS does', () => {
    const pattern = { a: [1], $or: [{ a: [2] }, { b: [3] }] };
    expect(matchesPattern(pattern, { a: 2 })).toBe(true);
    expect(matchesPattern(pattern, { a: 1 })).toBe(false);
    expect(matchesPattern(pattern, { a: 1, b: 3 })).toBe(true);
  });

  describe('in arrays of objects', () => {
    const teams = {
      employees: [
        { firstName: 'Anna', lastName: 'Bianchi' },
        { firstName: 'Boris', lastName: 'Costa' },
        { firstName: 'Carla' },
      ],
    };
    it.each([
      [['Anna'], ['Bianchi'], true],
      [['Anna'], ['Costa'], false],
      [['Boris', 'Anna'], ['Costa'], true],
      [['Carla'], [{ exists: false }], true],
      [['Anna'], [{ exists: false }], false],
    ])('takes all fields from one element: %j %j → %p', (firstName, lastName, expected) => {
      expect(matchesPattern({ employees: { firstName, lastName } }, teams)).toBe(expected);
    });

    it('looks into arrays of arrays', () => {
      const event = { a: [[{ x: 1, y: 1 }], [{ x: 2, y: 2 }]] };
      expect(matchesPattern({ a: { x: [2], y: [2] } }, event)).toBe(true);
      expect(matchesPattern({ a: { x: [1], y: [2] } }, event)).toBe(false);
    });

    it('answers at once for ten thousand elements that never fit together', () => {
      const lines = Array.from({ length: 10_000 }, (_, index) => ({
        sku: `s${index}`,
        a: index % 2,
        b: 1 - (index % 2),
      }));
      expect(matchesPattern({ lines: { a: [1], b: [1] } }, { lines })).toBe(false);
    });
  });
});

describe('validatePattern', () => {
  it.each<[unknown, string]>([
    ['text', 'Filter is not an object'],
    [[], 'Filter is not an object'],
    [null, 'Filter is not an object'],
    [{}, 'Empty objects are not allowed'],
    [{ a: {} }, 'Empty objects are not allowed'],
    [{ a: [] }, 'Empty arrays are not allowed'],
    [{ a: 'b' }, '"a" must be an object or an array'],
    [{ a: [[1]] }, 'Match value must be String, number, true, false, or null'],
    [{ a: [{}] }, 'Match expression name not found'],
    [{ a: [{ constructor: 'x' }] }, 'Unrecognized match type constructor'],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'Only one key allowed in match expression'],
    [{ a: [{ prefix: 1 }] }, 'prefix match pattern must be a string'],
    [{ a: [{ prefix: { suffix: 'x' } }] }, 'Unsupported prefix pattern: suffix'],
    [{ a: [{ 'equals-ignore-case': ['x'] }] }, 'equals-ignore-case match pattern must be a string'],
    [{ a: [{ wildcard: 'a**b' }] }, 'Consecutive wildcard characters at pos 2'],
    [{ a: [{ wildcard: 'a\\b' }] }, 'Invalid escape character at pos 2'],
    [{ a: [{ exists: 'yes' }] }, 'exists match pattern must be either true or false.'],
    [{ a: [{ numeric: 5 }] }, 'Value of numeric must be an array.'],
    [{ a: [{ numeric: ['~', 5] }] }, 'Unrecognized numeric range operator: ~'],
    [{ a: [{ numeric: ['=', '5'] }] }, 'Value of equals must be numeric'],
    [{ a: [{ numeric: ['<', 5, '>', 1] }] }, 'Too many elements in numeric expression'],
    [{ a: [{ numeric: ['>', 1, '>', 5] }] }, 'Bad numeric range operator: >'],
    [{ a: [{ numeric: ['>', 5, '<', 1] }] }, 'Bottom must be less than top'],
    [{ a: [{ cidr: '10.0.0.0' }] }, "Malformed CIDR, one '/' required"],
    [{ a: [{ cidr: '10.0.0.0/32' }] }, 'IPv4 mask bits must be < 32'],
    [{ a: [{ cidr: 'host/8' }] }, 'Nonstandard IP address: host'],
    [
      { a: [{ 'anything-but': null }] },
      'Value of anything-but must be an array or single string/number value.',
    ],
    [
      { a: [{ 'anything-but': ['x', 1] }] },
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [
      { a: [{ 'anything-but': [true] }] },
      'Inside anything but list, start|null|boolean is not supported.',
    ],
    [
      { a: [{ 'anything-but': { numeric: ['=', 1] } }] },
      'Unsupported anything-but pattern: numeric',
    ],
    [{ a: [{ 'anything-but': { prefix: '' } }] }, 'Null prefix/suffix not allowed'],
    [{ $or: {} }, 'It must be an Array followed with $or.'],
    [{ $or: [{ a: [1] }] }, 'There must have at least 2 Objects in $or relationship.'],
    [{ $or: [1, { a: [1] }] }, 'Only JSON object is allowed in array of $or relationship.'],
    [
      { $or: [{ prefix: ['a'] }, { a: [1] }] },
      'prefix is Ruler reserved fieldName which cannot be used inside $or.',
    ],
  ])('says what is wrong with %j', (pattern, problem) => {
    expect(validatePattern(pattern)[0]).toBe(problem);
    expect(() => matchesPattern(pattern, {})).toThrow(problem);
  });
});
