import { runMain } from '@acado/command-line';
import { base } from './base/command.ts';
import { costCommentCommand } from './cost-comment/command.ts';
import { plan } from './plan/command.ts';
import { record } from './record/command.ts';
import { roles } from './roles/command.ts';

await runMain({
  script: 'tools/ci/src/cli.ts',
  commands: { base, plan, record, 'cost-comment': costCommentCommand, roles },
});
