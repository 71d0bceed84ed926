import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Publishes only when there is something to publish: an empty flush would print a warning line per invocation. */
class QuietMetrics extends Metrics {
  override publishStoredMetrics(): this {
    if (this.hasStoredMetrics()) return super.publishStoredMetrics();
    this.clearDimensions();
    this.clearMetadata();
    return this;
  }
}

/**
 * Powertools' log line without the name, ARN and memory of the function and its cold start, some 250 bytes of each line:
 * the log group and the REPORT line say that already.
 */
class LeanFormatter extends LogFormatter {
  override formatAttributes(attributes: UnformattedAttributes, added: LogAttributes): LogItem {
    const { logLevel, message, timestamp, serviceName, lambdaContext } = attributes;
    return new LogItem({
      attributes: {
        level: logLevel,
        message,
        timestamp: this.formatTimestamp(timestamp),
        service: serviceName,
        function_request_id: lambdaContext?.awsRequestId,
      },
    }).addAttributes(added);
  }
}

/**
 * The function's logger. `POWERTOOLS_SERVICE_NAME` names the service, `POWERTOOLS_LOG_LEVEL` sets the level. Keys that
 * are appended during an invocation are forgotten after it.
 *
 * @example
 * logger.warn('Receipt is late', { orderId });
 */
export const logger = new Logger({ logFormatter: new LeanFormatter() });

/**
 * The function's metrics, written as EMF log lines and flushed by the handler factories.
 * The namespace is `POWERTOOLS_METRICS_NAMESPACE`, else `Acado`. Each new name or dimension value is a billed metric.
 *
 * @example
 * metrics.addMetric('ReceiptBytes', MetricUnit.Bytes, pdf.length);
 */
export const metrics = new QuietMetrics({
  namespace: process.env.POWERTOOLS_METRICS_NAMESPACE || 'Acado',
});
