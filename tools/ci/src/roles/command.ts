import { type Command, readOptions } from '@acado/command-line';
import { stringify } from 'yaml';
import { rolesTemplate } from './template.ts';

/** `roles`: the template of the roles that GitHub Actions assumes. */
export const roles: Command = {
  summary: "The CloudFormation template of an environment's roles",
  usage: `Usage: npm run --silent roles -- [options] > roles.yml

Prints the CloudFormation template of the roles that GitHub Actions assumes for one
environment (deploy, tune, remove), of the boundary of all roles that are deployed to
it, and of a policy for whoever runs npm run actual. Whoever deploys it must be allowed to make roles:

  aws cloudformation deploy --template-file roles.yml --stack-name ci-acado-dev \\
    --capabilities CAPABILITY_NAMED_IAM --parameter-overrides Stage=dev Repository=owner/name

  --json    JSON in place of YAML
  --help    this text

Exit codes: 0 printed, 2 wrong options.
`,
  async run(args, { stdout }) {
    const { json } = readOptions(args, { json: { type: 'boolean', default: false } });
    stdout.write(
      json
        ? `${JSON.stringify(rolesTemplate, null, 2)}\n`
        : stringify(rolesTemplate, { lineWidth: 0, aliasDuplicateObjects: false }),
    );
    return 0;
  },
};
