export const USAGE = `Usage: npm run remove -- --stage <stage> [options]

Removes everything that was deployed to a stage of AWS: lists it first, asks for the
stage's name, empties buckets (versions, too, and the framework's own), deletes the stacks
with whoever uses something before it, and waits. What prod retains (tables, buckets)
stays, and is listed with the commands that remove it. It can be repeated until nothing
is left.

  --stage <stage>       dev, staging, prod or any other that was deployed
  --region <region>     default AWS_REGION, or us-east-1
  --service <a,b>       only these; default all, and stacks of services that are no more
  --retained            also tables, buckets and log groups that are left without a stack
  --dry-run             only list
  --yes                 do not ask; prod wants --yes-prod as well
  --yes-prod            also prod
  --json                what was found and what became of it, as JSON on standard output
  --help                this text

  npm run remove -- --stage dev --dry-run
  npm run remove -- --stage dev --service worker-b,worker-c --yes

Credentials come from the environment, as for any AWS tool. The local cloud has nothing to
remove: Ctrl-C ends it, npm start -- --fresh begins anew.

Exit codes: 0 removed, or nothing to remove; 1 something could not be removed (it says why),
or the stage was not typed; 2 wrong options, no --yes without a terminal, no credentials;
130 interrupted: AWS goes on with what was begun.
`;
