import { CommandError } from './command.ts';

const CREDENTIALS =
  'No AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (any text for the local cloud)';

/** What a failed call of AWS means for the user, as far as it is known. */
export function awsProblem(error: unknown, region: string): CommandError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? error.code : undefined;
  const endpoint = process.env.AWS_ENDPOINT_URL;
  // Only the SDK knows which of its ways failed, such as a session that has expired.
  if (error.name === 'CredentialsProviderError') {
    return new CommandError(`${CREDENTIALS}. ${error.message}`);
  }
  if (code === 'ERR_INVALID_URL' && endpoint !== undefined) {
    return new CommandError(
      `AWS_ENDPOINT_URL: Expected a URL such as http://127.0.0.1:4566, not "${endpoint}"`,
    );
  }
  if (code === 'ECONNREFUSED' && endpoint !== undefined) {
    return new CommandError(
      `Nothing answers at ${endpoint} (AWS_ENDPOINT_URL): start the local cloud with npm start, or unset it`,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ECONNREFUSED') {
    return new CommandError(
      `AWS cannot be reached in ${region}: ${error.message}. For the local cloud set AWS_ENDPOINT_URL`,
    );
  }
  // The SDK could not read the answer: an HTML page, for example.
  if (error.name === 'SyntaxError' && '$metadata' in error) {
    return new CommandError(
      `${endpoint ?? `AWS in ${region}`} does not answer as AWS does: is it the right URL, or is something in between?`,
    );
  }
  if (code === 'EPROTO') {
    return new CommandError(
      `${endpoint ?? `AWS in ${region}`} does not speak TLS as it should: is it http:// there?`,
    );
  }
  // Whatever AWS answered, in its words.
  return '$metadata' in error ? new CommandError(`${error.name}: ${error.message}`) : undefined;
}
