import { createServer } from 'node:http';
import { join } from 'node:path';
import { type AwsApi } from './aws-api.ts';
import { createApiGateway, createLocalIssuer } from './api-gateway/index.ts';
import { createCloudWatch } from './cloudwatch/create-cloudwatch.ts';
import { notifyTopic } from './cloudwatch/alarms/notify-topic.ts';
import { observersOf } from './cloudwatch/sources/observers.ts';
import { measureQueues } from './cloudwatch/sources/queue-metrics.ts';
import { type CloudContext } from './context.ts';
import { createDeliveries, type DeliveryClients } from './deliver.ts';
import { awsServices } from './endpoint/aws-services.ts';
import { createEndpoint } from './endpoint/create-endpoint.ts';
import { withTableSettings } from './endpoint/dynamodb.ts';
import { createS3 } from './endpoint/s3.ts';
import { createSts } from './endpoint/sts.ts';
import { callerOf } from './engines/call.ts';
import { openQueueDepths } from './engines/queue-depths.ts';
import { startEngines } from './engines/start-engines.ts';
import { createInProcessSqsClient } from './engines/sqs-client.ts';
import { createEventBridge, matchesPattern } from './events/index.ts';
import { createIam } from './iam/create-iam.ts';
import { createResourcePolicies } from './iam/resource-policies.ts';
import { createLambda } from './lambda/create-lambda.ts';
import { type Lambda } from './lambda/types.ts';
import { createLogFiles } from './log-files.ts';
import { createMetering } from './metering/create-metering.ts';
import { usagePage } from './metering/usage-page.ts';
import { type UsageSnapshot } from './metering/usage-snapshot.ts';
import { type Outputs, serviceOutputs } from './outputs.ts';
import { openPortBook } from './ports.ts';
import { createHandlers } from './resources/create-handlers.ts';
import { createProvisioner } from './resources/provisioner.ts';
import { listen } from './server.ts';
import { StateError } from './state-error.ts';
import { inDeploymentOrder } from './template/deployment-order.ts';
import { loadStack } from './template/load-stack.ts';
import { type Stack } from './template/schema.ts';

export type CloudOptions = {
  /** Folders of packaged services, or stacks made by hand. */
  services: (string | Stack)[];
  /** State and logs live below it; a second cloud with the same folder is refused. */
  directory: string;
  /** Unpacked function packages; may be shared between clouds. Default: below `directory`. */
  cacheDir?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  region?: string;
  accountId?: string;
  /** URL of a DynamoDB to use in place of the built-in one, e.g. AWS's DynamoDB Local. */
  dynamoDbUrl?: string;
  report?: CloudContext['report'];
  /** Every line that a function logs. */
  onLogLine?: (logGroup: string, line: string) => void;
  /** Changes a stack before it is provisioned or updated, e.g. the memory sizes in its template. */
  transform?: (stack: Stack) => Stack;
};

export type Cloud = {
  /** The AWS endpoint, e.g. `http://127.0.0.1:4566`. */
  endpoint: string;
  context: CloudContext;
  lambda: Lambda;
  /**
   * Judges every alarm by what was measured up to `at` (milliseconds), as the cloud itself does once a minute: a test
   * need not wait for the minute to end.
   */
  evaluateAlarms: (at: number) => void;
  outputs: () => Outputs;
  /** What AWS would bill for the calls since the start or the last reset; provisioning is not among them. */
  usage: () => UsageSnapshot;
  resetUsage: () => void;
  /** What is provisioned now. */
  stacks: () => Stack[];
  /** Brings a service to what is in its package now; the logical ids that changed. */
  update: (service: string | Stack) => Promise<string[]>;
  /** Ends every process and closes every file within 3 s. */
  stop: () => Promise<void>;
};

/**
 * AWS on this machine, for the services given.
 * @throws PackageError, TemplateError, StateError or the error of `listen`; nothing is left running then.
 * @example
 * const cloud = await createCloud({ services: ['services/crud-api'], directory: await mkdtemp('/tmp/cloud-') });
 * const client = new DynamoDBClient({ endpoint: cloud.endpoint, region: 'us-east-1', credentials });
 * await cloud.stop();
 */
export const createCloud = async (options: CloudOptions): Promise<Cloud> => {
  const { directory, region = 'us-east-1', accountId = '000000000000' } = options;
  const { report = () => undefined, transform = (stack) => stack } = options;
  const load = (service: string | Stack): Stack =>
    transform(typeof service === 'string' ? loadStack(service) : service);
  const stateDir = join(directory, 'state');
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };

  let opening = false;

  try {
    const stacks = inDeploymentOrder(options.services.map(load));
    const server = createServer();
    const { port, setListener, close } = await listen(server, options.port ?? 0);
    closing.push(close);
    const endpoint = `http://127.0.0.1:${port}`;
    const account = { region, accountId, endpoint };

    opening = true;
    const engines = await startEngines({ stateDir, region, dynamoDbUrl: options.dynamoDbUrl });
    closing.push(engines.stop);
    const dynamoDbApi = withTableSettings(engines.dynamoDb.api, stateDir);
    const fauxqs = callerOf(engines.queuesAndObjects.api, account);
    const observers = observersOf((measurement) => cloudWatch.record(measurement));
    const metering = createMetering(report, { onUsage: observers.onUsage });
    const topicsAs = (caller: string) =>
      callerOf(metering.sns(engines.queuesAndObjects.api, caller), account);

    const cloudWatch = createCloudWatch({
      context: { ...account, stateDir, report },
      targets: {
        publish: (event) => events.publish(event),
        notify: notifyTopic(topicsAs('cloudwatch.amazonaws.com')),
      },
      onMeasurement: metering.onMeasurement,
      onLogEvents: metering.onLogEvents,
    });
    closing.push(cloudWatch.stop);
    const depths = openQueueDepths(stateDir);
    closing.push(depths.close);
    const { onInvocation, onRequest, onRule } = observers;
    cloudWatch.onSample(measureQueues(cloudWatch.record, depths.at));
    const writeLogFile = createLogFiles(join(directory, 'logs'), options.onLogLine);

    const context: CloudContext = {
      ...account,
      stateDir,
      cacheDir: options.cacheDir ?? join(directory, 'cache'),
      report,
      writeLogs: (group, stream, lines) => {
        writeLogFile(group, stream, lines);
        cloudWatch.writeLogs(group, stream, lines);
        metering.onLines(group, lines);
      },
      sqs: createInProcessSqsClient(engines.queuesAndObjects.api, account),
    };
    const iam = createIam(account);
    const policies = createResourcePolicies(account);
    // Stopped together: each may take a second or two for what is under way.
    const rooms: { stop: () => Promise<void> }[] = [];
    closing.push(async () => {
      await Promise.all(rooms.map((room) => room.stop()));
    });
    const sqsAs = (api: AwsApi) => createInProcessSqsClient(api, account);
    // These rooms deliver to each other: they are asked for at each delivery.
    const clientsOf = (caller: string, sqs: AwsApi): DeliveryClients => ({
      sqs: sqsAs(sqs),
      sns: topicsAs(caller),
      events: metering.events((request) => events.api(request), caller),
      invokeAsync: metering.invokeAsync((...event) => lambda.invokeAsync(...event), caller),
    });
    const EVENTS = 'events.amazonaws.com';
    const LAMBDA = 'lambda.amazonaws.com';
    const queues = engines.queuesAndObjects.api;
    const rules = clientsOf(EVENTS, metering.delivery(queues, EVENTS));
    const destinations = clientsOf(LAMBDA, metering.sqs(queues, LAMBDA));
    const deliveries = createDeliveries({ context, iam, policies, rules, destinations });
    const lambda = createLambda({
      context,
      iam,
      matchesPattern,
      deliverToArn: deliveries.toDestination,
      pollerOf: (functionName) => sqsAs(metering.poller(queues, functionName)),
      onInvocation,
    });
    rooms.push(lambda);
    const provisioned = Promise.withResolvers<void>();
    const events = createEventBridge({
      context: { ...context, sqs: rules.sqs },
      deliver: deliveries.toTarget,
      permit: deliveries.permit,
      onRule,
      startAfter: provisioned.promise,
    });
    rooms.push(events);
    const issuer = createLocalIssuer({ stateDir });
    const apiGateway = createApiGateway({
      ...{ context, lambda, iam, issuers: [issuer] },
      onRequest: (request) => {
        onRequest(request);
        metering.onRequest(request);
      },
      mayInvoke: (functionName, sourceArn) =>
        policies.allow(
          { service: 'apigateway.amazonaws.com', sourceArn },
          'lambda:InvokeFunction',
          `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
        ),
    });
    rooms.push(apiGateway);

    const services = awsServices({
      dynamodb: metering.dynamodb(dynamoDbApi),
      sqs: metering.sqs(queues),
      sns: metering.sns(queues),
      sts: createSts(account),
      lambda: metering.lambda(lambda.api),
      events: metering.events(events.api),
      logs: cloudWatch.logsApi,
      monitoring: cloudWatch.monitoringApi,
    });
    const outputs: Outputs = { awsEndpoint: endpoint, region, services: {} };
    let ready = false;
    setListener(
      createEndpoint({
        iam,
        region,
        accountId,
        services,
        s3: metering.s3(createS3({ engine: engines.queuesAndObjects, iam, accountId })),
        pages: {
          health: (_request, response) => {
            const names = Object.keys(outputs.services);
            response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' });
            response.end(JSON.stringify({ status: ready ? 'ok' : 'starting', services: names }));
          },
          usage: usagePage(metering),
          issuer: (request, response) => {
            request.url = (request.url ?? '').slice('/_local/issuer'.length) || '/';
            issuer.listener(request, response);
          },
        },
        onError: (error) => report('error', 'endpoint', String(error)),
      }),
    );

    const ports = openPortBook(join(stateDir, 'ports.json'), port + 100);
    const handlers = createHandlers({
      ...{ context, iam, policies, lambda, events, apiGateway, cloudWatch, ports, fauxqs },
      dynamoDb: callerOf(dynamoDbApi, account),
    });
    const provisioner = createProvisioner(context, handlers);
    const current = new Map<string, Stack>();
    const provision = async (stack: Stack): Promise<string[]> => {
      const result = await provisioner.provision(stack);
      outputs.services[stack.service] = serviceOutputs(stack, result.resources, result.httpApi);
      current.set(stack.service, stack);
      return result.changed;
    };
    opening = false;
    for (const stack of stacks) await provision(stack);
    ready = true;
    cloudWatch.startAlarms();
    provisioned.resolve();

    return {
      endpoint,
      context,
      lambda,
      evaluateAlarms: cloudWatch.evaluateAlarms,
      outputs: () => outputs,
      stacks: () => [...current.values()],
      usage: metering.snapshot,
      resetUsage: metering.reset,
      update: (service) => provision(load(service)),
      stop,
    };
  } catch (error) {
    await stop();
    throw opening ? new StateError(stateDir, error) : error;
  }
};
