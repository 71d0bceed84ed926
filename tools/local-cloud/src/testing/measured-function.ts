/** Code of a function whose event says what it does: fixed work, waiting for HTTP answers, or first one and then the other. */
export const MEASURED_FUNCTION = `
import { readdirSync, readFileSync } from 'node:fs';
import { get } from 'node:http';

/** Time that the threads of this process stood ready to run while other programs had the cores. */
const waitedMs = () => {
  let ns = 0;
  for (const thread of readdirSync('/proc/self/task'))
    ns += Number(readFileSync('/proc/self/task/' + thread + '/schedstat', 'latin1').split(' ')[1]);
  return ns / 1e6;
};
const usedMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/** The server says how long it has waited before it answered. */
const waitFor = (url) =>
  new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(Number(text)));
    }).on('error', reject);
  });

export const handler = async ({ rounds = 0, urls = [] }) => {
  const before = { used: usedMs(), waited: waitedMs() };
  let x = 0;
  for (let round = 0; round < rounds; round++) for (let i = 0; i < 1000; i++) x += Math.sqrt(i * x + 1);
  let ioMs = 0;
  for (const url of urls) ioMs += await waitFor(url);
  return { x, ioMs, cpuMs: usedMs() - before.used, waitedMs: waitedMs() - before.waited };
};`;
