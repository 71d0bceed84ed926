/**
 * For the code of functions: `call(service, target, body)` asks a JSON API of AWS with the credentials of the function,
 * without an SDK, which would take most of a second to load; its answer, or an error with AWS's text.
 */
export const CALL_AWS = `
const call = async (service, target, body) => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID
        + '/20260101/us-east-1/' + service + '/aws4_request, SignedHeaders=host, Signature=unchecked',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text || '{}');
};
`;
