/**
 * For the clients of both functions: a connection that hangs must leave time for another try within the function's
 * timeout.
 */
export const requestHandler = {
  connectionTimeout: 1000,
  requestTimeout: 2000,
  throwOnRequestTimeout: true,
};
