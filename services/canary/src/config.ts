import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

/** `crud-api=https://api.example.com,ingest-a=https://orders.example.com` */
const baseUrlsSchema = z.pipe(
  z
    .string()
    .check(
      z.refine(
        (text) =>
          text === '' || text.split(',').every((pair) => /^[^=]+=https?:\/\/[^=]+$/.test(pair)),
        'Expected service=URL pairs, separated by commas',
      ),
    ),
  z.transform(
    (text) =>
      new Map(
        text
          .split(',')
          .filter((pair) => pair !== '')
          .map((pair) => {
            const at = pair.indexOf('=');
            return [pair.slice(0, at), pair.slice(at + 1).replace(/\/+$/, '')] as const;
          }),
      ),
  ),
);

const schema = z.object({
  STAGE: z.string().check(z.minLength(1)),
  BASE_URLS: baseUrlsSchema,
  CREDENTIALS_PARAMETER: z.string(),
});

export const readConfig = (env?: Record<string, string | undefined>) => {
  const variables = parseEnvironment(schema, env);
  return {
    stage: variables.STAGE,
    /** By service; of the others API Gateway says where they are. */
    baseUrls: variables.BASE_URLS,
    /** Empty where no endpoint asks who calls. */
    credentialsParameter: variables.CREDENTIALS_PARAMETER,
  };
};
