export const usage = `Usage: npx nx smoke <service> [options]
       npm run --silent smoke run -- <service>… [options]      (or --all)

Sends every public endpoint of a service its requests, from the Postman collection in
services/<service>/smoke, and checks the answers. Ids are made up for the run, and what it makes it
removes, so it may run against production; orders cannot be taken back: those it places are of the
customer smoke-test and cost nothing.

  --all              every service that has a collection
  --url <url>        where the API is
  --ordersUrl <url>  where ingest-a is, for services that wait for an order; known with --target
  --target <t>       local (default): the local cloud that runs, or else one of its own, from the
                     packages; aws: what is deployed, by the outputs of its stack
  --stage <s>        what is deployed at this stage; default dev
  --region <r>       default AWS_REGION, or us-east-1
  --token <jwt>      for APIs that ask for one; better in the environment, as SMOKE_TOKEN
  --bail             stop at the first request that is red
  --timeout <s>      seconds that an answer may take; default 30
  --report <folder>  reports go below it; default reports/history
  --json             print the results as JSON and nothing else

Exit codes: 0 green; 1 red, also if nothing answers; 2 wrong input; 130 stopped.

Example: npx nx smoke crud-api --url https://api.example.com --timeout 5
`;
