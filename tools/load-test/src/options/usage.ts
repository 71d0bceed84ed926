import { MODEL_USAGE } from './model-options.ts';

/** The part of `--help` that run and compare have in common. */
export const COMMON_USAGE = `What is requested
  --scenario <s>          name of a file in services/<service>/load, or the path of one, or of a
                          Postman collection (v2.0, v2.1); default "default"
  --environment <file>    Postman environment with values of variables
  --variable <n>=<v>      value of {{n}}; may be repeated. {{baseUrl}} and {{stage}} are there already
  --token <jwt>           for requests that bring no authorization; also {{token}}.
                          Default LOAD_TEST_TOKEN
  --weight <request>=<n>  how often it comes beside the others, in place of the file's; 0: never

How much
${MODEL_USAGE}  --warm-up <t>           the same load before it, which does not count; default 0; of a comparison 5s,
                          before each size

Where
  --url <url>             base URL of the API; alone, it needs nothing else
  --target <t>            local: the cloud that npm start runs, else one of its own in a temporary
                          folder, from the packages (npx nx package <service>); new: always one of
                          its own; aws: what is deployed, by the environment's credentials.
                          Default aws where AWS_ENDPOINT_URL is set, else local
  --stage <s>             aws only; default dev
  --region <r>            default AWS_REGION, else us-east-1

What comes of it
  --max-p95 <ms>          a longer p95 fails; no default. Closed model: service time; open model:
                          from the intended start
  --max-error-rate <r>    more errors fail: 1% or 0.01; default 1%
  --report <folder>       default reports/history/<time>-…; --no-report writes none
  --json                  print the result as JSON and nothing else
`;
