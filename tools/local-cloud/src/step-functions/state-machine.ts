import { type Program } from './definition/states-language.ts';

/** What a state machine is made of. */
export type StateMachineDefinition = {
  arn: string;
  name: string;
  roleArn: string;
  /** JSON in the Amazon States Language, word for word as it was given. */
  definition: string;
  tags: Record<string, string>;
  logging: Logging;
};

export type Logging = {
  level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  includeExecutionData: boolean;
  /** Names of log groups. */
  logGroups: string[];
};

export type StateMachine = StateMachineDefinition & {
  program: Program;
  /** The same for the same definition and role. */
  revisionId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
};
