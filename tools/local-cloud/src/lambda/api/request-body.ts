import { type z } from 'zod';
import { AwsError, type AwsRequest } from '../../aws-api.ts';

const unreadable = (problem: string): AwsError =>
  new AwsError(
    'InvalidRequestContentException',
    `Could not parse request body into json: ${problem}`,
  );

const read = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch (error) {
    throw unreadable((error as Error).message);
  }
};

const describe = ({ path, code, message }: z.core.$ZodIssue): string =>
  code === 'unrecognized_keys'
    ? message.replace('Unrecognized key', 'The local cloud does not know')
    : `${path.join('.')}: ${message}`;

/** The parameters of a request; `null` stands for a parameter that is not there. @throws AwsError */
export const bodyOf = <Output>(
  schema: z.ZodType<Output>,
  { body }: Pick<AwsRequest, 'body'>,
): Output => {
  const given = read(body);
  const present =
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
      : given;
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  throw new AwsError(
    'InvalidParameterValueException',
    parsed.error.issues.map(describe).join('; '),
    400,
    { Type: 'User' },
  );
};
