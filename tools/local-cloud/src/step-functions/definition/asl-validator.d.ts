declare module 'asl-validator' {
  type Problem = {
    'Error code': string;
    Message: string;
    schemaError?: { instancePath: string };
  };
  const validate: (definition: object) => { isValid: boolean; errors: Problem[] };
  export = validate;
}
