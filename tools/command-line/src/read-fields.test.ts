import { z } from 'zod';
import { fieldOf, readFields } from './read-fields.ts';

const schema = z.object({ requests: z.array(z.object({ weight: z.int() })) });

describe('readFields', () => {
  it('gives what the schema makes of it', () => {
    expect(readFields('a.yml', schema, { requests: [{ weight: 2 }] })).toEqual({
      requests: [{ weight: 2 }],
    });
  });

  it('names the place and every wrong field', () => {
    const content = { requests: [{ weight: 'x' }, { weight: 1.5 }] };

    expect(() => readFields('a.yml:3', schema, content)).toThrow(
      /^a\.yml:3: requests\[0\]\.weight: .+\na\.yml:3: requests\[1\]\.weight: /,
    );
  });

  it('names the place alone where all of it is wrong', () => {
    expect(() => readFields('a.yml', schema, 7)).toThrow(/^a\.yml: Invalid input/);
  });
});

describe('fieldOf', () => {
  it('writes a path as one finds it', () => {
    expect(fieldOf(['requests', 2, 'headers', 'accept'])).toBe('requests[2].headers.accept');
    expect(fieldOf([0, 'name'])).toBe('[0].name');
  });
});
