import { randomUUID } from 'node:crypto';
import { type AwsResponse } from '../aws-api.ts';

export type Protocol = 'json' | 'query' | 's3' | 'rest-json';

export type ErrorAnswer = {
  code: string;
  message: string;
  status: number;
  fields?: Record<string, unknown>;
};

export const escapeXml = (text: string): string =>
  text.replace(
    /[<>&"']/g,
    (character) =>
      ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' })[character] ?? '',
  );

/** An error in the form of a service's protocol, as its SDK client parses it. */
export const errorAnswer = (
  protocol: Protocol,
  { code, message, status, fields = {} }: ErrorAnswer,
): AwsResponse => {
  const requestId = randomUUID();
  const headers = { 'x-amzn-requestid': requestId, 'x-amz-request-id': requestId };
  switch (protocol) {
    case 'json':
      return {
        status,
        headers: {
          ...headers,
          'content-type': 'application/x-amz-json-1.0',
          'x-amzn-query-error': `${code};Sender`,
        },
        body: JSON.stringify({ __type: code, message, ...fields }),
      };
    case 'rest-json':
      return {
        status,
        headers: { ...headers, 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ Message: message, ...fields }),
      };
    case 'query':
      return {
        status,
        headers: { ...headers, 'content-type': 'text/xml' },
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      };
    case 's3':
      return {
        status,
        headers: { ...headers, 'content-type': 'application/xml' },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message><RequestId>${requestId}</RequestId></Error>`,
      };
  }
};
