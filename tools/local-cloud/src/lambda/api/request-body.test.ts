import { z } from 'zod';
import { bodyOf } from './request-body.ts';

const schema = z.strictObject({ Name: z.string(), Size: z.int().optional() });
const read = (text: string) => bodyOf(schema, { body: Buffer.from(text) });

describe('bodyOf', () => {
  it('reads the parameters; one that is null is not there', () => {
    expect(read('{"Name":"a","Size":null}')).toEqual({ Name: 'a' });
  });

  it.each([
    ['{', 'InvalidRequestContentException', /^Could not parse request body into json: /],
    ['', 'InvalidParameterValueException', /^Name: /],
    ['[]', 'InvalidParameterValueException', /expected object/],
    ['{"Name":"a","Size":"large"}', 'InvalidParameterValueException', /^Size: /],
    ['{"Name":"a","Colour":1}', 'InvalidParameterValueException', /does not know: "Colour"/],
  ])('refuses %j', (text, code, message) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});
