/** Members whose keys are the user's own, such as names of parameters or media types. */
const OWN_KEYS = new Set(['RequestParameters', 'RequestTemplates', 'RequestModels', 'Variables'])
  .add('ResponseParameters')
  .add('ResponseTemplates')
  .add('ResponseModels');

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const mapOf = (value: unknown): Record<string, unknown> => (isMap(value) ? value : {});

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** CloudFormation's `ApiKeyRequired` is API Gateway's `apiKeyRequired`. */
export const renamed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(renamed);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      OWN_KEYS.has(key) ? each : renamed(each),
    ]),
  );
};
