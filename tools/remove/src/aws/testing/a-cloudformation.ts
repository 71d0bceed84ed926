import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const ID = 'arn:aws:cloudformation:us-east-1:123456789012:stack/acado-a-dev/1';

/**
 * CloudFormation's query protocol at an address of this machine: one stack with a bucket that is retained and a function,
 * which goes at the second look.
 */
export async function aCloudFormation() {
  const actions: string[] = [];
  let looksAfter: number | undefined;
  const answers: Record<string, (form: URLSearchParams) => string> = {
    ListStacks: () =>
      `<StackSummaries>${['acado-a-dev', 'foreign', 'acado-b-prod']
        .map(
          (name) =>
            `<member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member>`,
        )
        .join('')}</StackSummaries>`,
    DescribeStacks: (form) => {
      if (form.get('StackName') === 'acado-a-dev' && looksAfter !== undefined)
        throw new Error('gone');
      const status =
        looksAfter === undefined
          ? 'CREATE_COMPLETE'
          : ++looksAfter > 1
            ? 'DELETE_COMPLETE'
            : 'DELETE_IN_PROGRESS';
      return `<Stacks><member><StackName>acado-a-dev</StackName><StackId>${ID}</StackId>
        <StackStatus>${status}</StackStatus><EnableTerminationProtection>true</EnableTerminationProtection>
        <Tags><member><Key>Stage</Key><Value>dev</Value></member></Tags></member></Stacks>`;
    },
    ListStackResources: (form) =>
      form.get('NextToken')
        ? `<StackResourceSummaries><member><LogicalResourceId>Fn</LogicalResourceId><ResourceType>AWS::Lambda::Function</ResourceType><PhysicalResourceId>fn</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member></StackResourceSummaries>`
        : `<NextToken>2</NextToken><StackResourceSummaries><member><LogicalResourceId>Bucket</LogicalResourceId><ResourceType>AWS::S3::Bucket</ResourceType><PhysicalResourceId>b</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member></StackResourceSummaries>`,
    GetTemplate: () =>
      `<TemplateBody>{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain"},"Fn":{}}}</TemplateBody>`,
    DeleteStack: () => {
      looksAfter = 0;
      return '';
    },
    DescribeStackEvents: () =>
      `<StackEvents><member><EventId>1</EventId><LogicalResourceId>Fn</LogicalResourceId><ResourceType>AWS::Lambda::Function</ResourceType><ResourceStatus>DELETE_COMPLETE</ResourceStatus></member></StackEvents>`,
  };
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      const form = new URLSearchParams(body);
      const action = form.get('Action') ?? '';
      actions.push(action);
      response.setHeader('content-type', 'text/xml');
      try {
        const result = answers[action]?.(form) ?? '';
        response.end(
          `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
        );
      } catch {
        response.writeHead(400);
        response.end(
          `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${form.get('StackName')} does not exist</Message></Error></ErrorResponse>`,
        );
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    actions,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
