import { type IncomingHttpHeaders } from 'node:http';

const TEXT_TYPES =
  /^(text\/|application\/(json|javascript|xml|graphql)\b|application\/[^;]*\+(json|xml)\b)/i;

/** HTTP APIs hand on as text what they know as text; anything else, forms included, arrives in base64. */
export const isText = (headers: IncomingHttpHeaders): boolean => {
  const encoding = headers['content-encoding'] ?? 'identity';
  const type = headers['content-type'];
  return encoding === 'identity' && (type === undefined || TEXT_TYPES.test(type.trim()));
};
