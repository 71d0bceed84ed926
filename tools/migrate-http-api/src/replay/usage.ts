import { TRAFFIC_USAGE } from '../traffic/options.ts';

export const usage = `Usage: npm run --silent migrate-http-api -- replay [options] <recording>

Sends recorded requests to a REST API and to the HTTP API that takes its place, and compares the answers: status, headers,
body (JSON by its fields). A recording is a file of our own (JSON, or a request per line), an HTTP archive (HAR), a Postman
collection or an access log. Headers that each answer has of its own, such as Date and request ids, are left out; what the
APIs answer themselves in other words is listed with reasons.

  --before <url>           the REST API, with its stage
  --after <url>            the HTTP API
  --service <folder>       in place of both: the service as it is and a migrated copy, packaged in a temporary folder
                           and started on local clouds of their own; nothing in the folder changes
  --payload <1.0|2.0>      payload format of the migrated copy (default: 1.0)
  --accept <id>[=<why>]    a known difference does not count, or a rule's loss is given up for the migrated copy;
                           may be repeated
  --strict                 what the APIs answer themselves counts too, unless it is accepted
  --ignore <field>         not compared, such as "header etag" or "body results[*].orderId"; may be repeated
  --header <name: value>   in every request, such as an authorization; may be repeated
  --variable <name=value>  of a Postman collection; may be repeated
  --strip-prefix <path>    the stage before recorded paths, such as /dev
  --differences            list the known differences, with their ids, and end
  --report <folder>        write replay.html, replay.md and replay.json into it
  --json                   machine-readable

Cost, with --service:
${TRAFFIC_USAGE}
Exit codes: 0 all answers are alike; 1 something differs; 2 wrong input or options; 130 interrupted.

Example:
  npm run --silent migrate-http-api -- replay --service services/baseline --accept edge-endpoint \\
    tools/migrate-http-api/examples/baseline.recording.json
`;
