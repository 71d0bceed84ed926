import { join } from 'node:path';
import { type AwsApi } from './aws-api.ts';
import { createApiGateway, createControlApi, createLocalIssuer } from './api-gateway/index.ts';
import { type LocalIssuer } from './api-gateway/http/types.ts';
import { createCloudWatch } from './cloudwatch/create-cloudwatch.ts';
import { notifyTopic } from './cloudwatch/alarms/notify-topic.ts';
import { observersOf } from './cloudwatch/sources/observers.ts';
import { measureQueues } from './cloudwatch/sources/queue-metrics.ts';
import { type CloudContext } from './context.ts';
import { createDeliveries, type DeliveryClients } from './deliver.ts';
import { awsServices } from './endpoint/aws-services.ts';
import { type EndpointOptions } from './endpoint/create-endpoint.ts';
import { withTableSettings } from './endpoint/dynamodb.ts';
import { createS3 } from './endpoint/s3.ts';
import { createSts } from './endpoint/sts.ts';
import { callerOf } from './engines/call.ts';
import { createInProcessSqsClient } from './engines/sqs-client.ts';
import { openQueueDepths } from './engines/queue-depths.ts';
import { startEngines } from './engines/start-engines.ts';
import { createEventBridge, matchesPattern } from './events/index.ts';
import { createIam } from './iam/create-iam.ts';
import { createResourcePolicies } from './iam/resource-policies.ts';
import { createLambda } from './lambda/create-lambda.ts';
import { createLogFiles } from './log-files.ts';
import { createMetering, type Metering } from './metering/create-metering.ts';
import { openPortBook } from './ports.ts';
import { type Rooms } from './resources/create-handlers.ts';
import { createStepFunctions } from './step-functions/create-step-functions.ts';

export type RoomsOptions = Omit<CloudContext, 'sqs' | 'writeLogs'> & {
  /** Of the log files of functions. */
  logDir: string;
  onLogLine?: (logGroup: string, line: string) => void;
  dynamoDbUrl?: string;
  maxMemoryMb?: number;
  /** APIs take ports from here on. */
  firstApiPort: number;
  /** Events that were left undelivered wait for it. */
  provisioned: Promise<void>;
  /** Told, in their order, of what has to be closed in the opposite one. */
  onOpen: (close: () => Promise<void> | void) => void;
};

/** What stands for the services of AWS, each connected with those that it needs. */
export type OpenRooms = Rooms &
  Pick<EndpointOptions, 's3' | 'services'> & { metering: Metering; issuer: LocalIssuer };

const EVENTS = 'events.amazonaws.com';
const LAMBDA = 'lambda.amazonaws.com';
const CLOUDWATCH = 'cloudwatch.amazonaws.com';
const STATES = 'states.amazonaws.com';

/** Rejects when the state can't be read; what is open by then has been told of. */
export const openRooms = async (options: RoomsOptions): Promise<OpenRooms> => {
  const { logDir, onLogLine, dynamoDbUrl, maxMemoryMb, firstApiPort, provisioned, onOpen, ...own } =
    options;
  const { region, accountId, endpoint, stateDir, report } = own;
  const account = { region, accountId, endpoint };

  const engines = await startEngines({ stateDir, region, dynamoDbUrl });
  onOpen(engines.stop);
  const tables = withTableSettings(engines.dynamoDb.api, stateDir);
  const queues = engines.queuesAndObjects.api; // and topics
  const { endReceives } = engines.queuesAndObjects;

  const { onUsage, ...observers } = observersOf((measurement) => cloudWatch.record(measurement));
  const metering = createMetering(report, { onUsage });
  const sqsOf = (api: AwsApi) => createInProcessSqsClient(api, { ...account, endReceives });
  const snsOf = (caller: string) => callerOf(metering.sns(queues, caller), account);

  const cloudWatch = createCloudWatch({
    context: { ...account, stateDir, report },
    targets: {
      publish: (event) => events.publish(event),
      notify: notifyTopic(snsOf(CLOUDWATCH)),
    },
    onMeasurement: metering.onMeasurement,
    onLogEvents: metering.onLogEvents,
  });
  onOpen(cloudWatch.stop);
  const depths = openQueueDepths(stateDir);
  onOpen(depths.close);
  cloudWatch.onSample(measureQueues(cloudWatch.record, depths.at));

  const writeLogFile = createLogFiles(logDir, onLogLine);
  const context: CloudContext = {
    ...own,
    writeLogs: (group, stream, lines) => {
      writeLogFile(group, stream, lines);
      cloudWatch.writeLogs(group, stream, lines);
      metering.onLines(group, lines);
    },
    sqs: sqsOf(queues),
  };
  const iam = createIam(account);
  const policies = createResourcePolicies(account);

  // Stopped together: each may take a second or two for what is under way.
  const busy: { stop: () => Promise<void> }[] = [];
  onOpen(async () => {
    await Promise.all(busy.map((room) => room.stop()));
  });

  // Lambda and EventBridge deliver to each other: they are asked for at each delivery.
  const clientsOf = (caller: string, sqs: AwsApi): DeliveryClients => ({
    sqs: sqsOf(sqs),
    sns: snsOf(caller),
    events: metering.events((request) => events.api(request), caller),
    invokeAsync: metering.invokeAsync((...event) => lambda.invokeAsync(...event), caller),
  });
  const rules = clientsOf(EVENTS, metering.delivery(queues, EVENTS));
  const destinations = clientsOf(LAMBDA, metering.sqs(queues, LAMBDA));
  const deliveries = createDeliveries({ context, iam, policies, rules, destinations });

  const lambda = createLambda({
    ...{ context, iam, matchesPattern },
    deliverToArn: deliveries.toDestination,
    pollerOf: (functionName) => sqsOf(metering.poller(queues, functionName)),
    onInvocation: observers.onInvocation,
    ...(maxMemoryMb !== undefined && { maxMemoryMb }),
    readObject: async (bucket, key) => {
      const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
      const { body = '' } = await callerOf(queues, account).rest('GET', path);
      return Buffer.from(body);
    },
  });
  busy.push(lambda);
  const events = createEventBridge({
    context: { ...context, sqs: rules.sqs },
    deliver: deliveries.toTarget,
    permit: deliveries.permit,
    onRule: observers.onRule,
    startAfter: provisioned,
  });
  busy.push(events);
  const stepFunctions = createStepFunctions({
    ...{ context, iam },
    lambda: metering.lambda(lambda.api, STATES),
    publish: (event) => events.publish(event),
    onExecution: observers.onExecution,
    onEvent: metering.onExecutionEvent,
    startAfter: provisioned,
  });
  busy.push(stepFunctions);
  const issuer = createLocalIssuer({ stateDir });
  const apiGateway = createApiGateway({
    ...{ context, lambda, iam, issuers: [issuer] },
    onRequest: (request) => {
      observers.onRequest(request);
      metering.onRequest(request);
    },
    mayInvoke: (functionName, sourceArn) =>
      policies.allow(
        { service: 'apigateway.amazonaws.com', sourceArn },
        'lambda:InvokeFunction',
        `arn:aws:lambda:${region}:${accountId}:function:${functionName}`,
      ),
  });
  busy.push(apiGateway);
  return {
    ...{ context, iam, policies, lambda, events, stepFunctions, apiGateway },
    ...{ cloudWatch, metering, issuer },
    ports: openPortBook(join(stateDir, 'ports.json'), firstApiPort),
    // Provisioning is no use: it goes by the meters.
    dynamoDb: callerOf(tables, account),
    fauxqs: callerOf(queues, account),
    s3: metering.s3(createS3({ engine: engines.queuesAndObjects, iam, accountId })),
    services: awsServices({
      dynamodb: metering.dynamodb(tables),
      sqs: metering.sqs(queues),
      sns: metering.sns(queues),
      sts: createSts(account),
      lambda: metering.lambda(lambda.api),
      events: metering.events(events.api),
      states: stepFunctions.api,
      apiGateway: createControlApi(apiGateway.restApis, apiGateway.httpApis),
      logs: cloudWatch.logsApi,
      monitoring: cloudWatch.monitoringApi,
      functionOfMapping: (uuid) => lambda.functionOfMapping(uuid),
    }),
  };
};
