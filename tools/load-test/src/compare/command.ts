import { type Command, CommandError } from '@acado/command-line';
import { readLoadOptions } from '../options/common-options.ts';
import { COMMON_USAGE } from '../options/usage.ts';
import { withSession } from '../run/session.ts';
import { compareMemory } from './compare-memory.ts';

const usage = `Usage: npx nx load-test <service> --memory 128,1024 [options]
       npm run --silent load-test -- compare <service> --memory 128,1024 [options]

Makes the same load at several memory sizes, one after the other, and sets them side by side. Sets
the functions to each size, waits until Lambda has done it, warms up, measures, and puts back what
they had: at the end, after an error, after Ctrl-C or SIGTERM. What a killed test left is put back
by the next one, or by restore. Stops when somebody else changes a function meanwhile.

  --memory <mb,…>         sizes, in their order
  --function <key>        as in serverless.yml; may be repeated. Default: all that the requests reach
  --reserved-concurrency <n>   of each of them, for the time of the test

${COMMON_USAGE}
Exit codes: 0 done; 1 a threshold fails at one of the sizes, or somebody changed a function; 2 wrong
input; 130 stopped.

Example: npx nx load-test crud-api --memory 128,1024 --users 10 --duration 2m
`;

/** Compares memory sizes under load. */
export const compare: Command = {
  summary: 'make the same load at several memory sizes',
  usage,
  async run(args, io) {
    const options = readLoadOptions(args);
    const { memory } = options;
    if (!memory) throw new CommandError('Name the sizes: --memory 128,1024\nSee --help');
    return withSession(options, io, (session) =>
      compareMemory({ ...options, memory }, session, io),
    );
  },
};
