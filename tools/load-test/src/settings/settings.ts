/** What a function is set to. */
export interface FunctionState {
  name: string;
  arn: string;
  memoryMb: number;
  /** Another one with every change of the function. */
  revisionId: string;
  architecture: 'x86_64' | 'arm64';
  reservedConcurrency: number | null;
  logGroup: string;
  logFormat: 'Text' | 'JSON';
}

/** Reads and changes what functions are set to; each call ends when Lambda has done it. */
export interface LambdaSettings {
  read: (name: string) => Promise<FunctionState>;
  /**
   * @param revisionId Of the function, as last seen.
   * @returns The revision after it.
   * @throws {ChangedMeanwhile} If it is another one by now.
   */
  setMemory: (name: string, memoryMb: number, revisionId: string) => Promise<string>;
  /** `null`: no reservation. */
  reserve: (name: string, executions: number | null) => Promise<void>;
}
