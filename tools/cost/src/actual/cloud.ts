import type { InvocationReport } from '@acado/tuning';

/** A metric as CloudWatch lists it. */
export interface Metric {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
}

/** What is asked of a metric, for all of it between two times. */
export interface MetricQuestion {
  metric: Metric;
  statistic: 'Sum' | 'SampleCount';
}

/** When it is asked for, and in which steps. */
export interface Period {
  from: number;
  to: number;
  periodS: number;
}

/** What a Lambda function is billed by. */
export interface FunctionFacts {
  name: string;
  architecture: 'x86_64' | 'arm64';
  memoryMb: number;
  ephemeralStorageMb: number;
  logGroup: string;
  logFormat: 'Text' | 'JSON';
}

/** An alarm with what it is billed by. */
export interface AlarmFacts {
  name: string;
  type: 'standard' | 'high-resolution' | 'composite';
  /** Metrics that it watches; 1 for a composite alarm. */
  metrics: number;
  /** Of the metric that it watches, if it is one. */
  dimensions: Readonly<Record<string, string>>;
}

/** What is read of AWS, and nothing else. */
export interface Cloud {
  functions(): Promise<FunctionFacts[]>;
  alarms(): Promise<AlarmFacts[]>;
  buckets(): Promise<string[]>;
  /** Metrics of a namespace that had data in the last two weeks. */
  metrics(namespace: string): Promise<Metric[]>;
  /** Values of all data points, for each question in its order; empty where there are none. */
  values(questions: readonly MetricQuestion[], period: Period): Promise<number[][]>;
  /** What REPORT lines of a function say, page by page; nothing if its log group is gone. */
  reports(
    facts: Pick<FunctionFacts, 'logGroup' | 'logFormat'>,
    period: Pick<Period, 'from' | 'to'>,
  ): AsyncIterable<InvocationReport[]>;
}
