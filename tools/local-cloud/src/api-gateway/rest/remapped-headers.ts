import { type GatewayAnswer } from '../types.ts';

/** Of a function's answer; AWS's list of what may be renamed is longer, these are seen to be. */
const REMAPPED = ['authorization', 'date', 'server', 'www-authenticate'];

/** Headers that REST APIs rename, so that browsers and proxies do not act on them. HTTP APIs leave them alone. */
export const remapped = (answer: GatewayAnswer): GatewayAnswer => ({
  ...answer,
  headers: Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [
      REMAPPED.includes(name) ? `x-amzn-remapped-${name}` : name,
      value,
    ]),
  ),
});
