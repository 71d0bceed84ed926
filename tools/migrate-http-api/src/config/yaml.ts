import { stringify } from 'yaml';
import type { Plan } from './plan.ts';

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

/** A plan as the part of a `serverless.yml` to paste. */
export function yamlOf({
  httpApi,
  functions,
  resources,
  extensions,
  refused,
  byHand,
}: Plan): string {
  const config = {
    ...(!isEmpty(httpApi) && { provider: { httpApi } }),
    ...(!isEmpty(functions) && { functions }),
    ...((!isEmpty(resources) || !isEmpty(extensions)) && {
      resources: {
        ...(!isEmpty(resources) && { Resources: resources }),
        ...(!isEmpty(extensions) && { extensions }),
      },
    }),
  };
  const comments = [
    ...refused.map(({ route, why }) => `# stays with the REST API: ${route} (${why})`),
    ...byHand.map((text) => `# by hand: ${text}`),
  ];
  return `${comments.map((line) => `${line}\n`).join('')}${isEmpty(config) ? '' : stringify(config, { lineWidth: 100 })}`;
}
