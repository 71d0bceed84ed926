/** There is no such function, version or alias. */
export class FunctionNotFound extends Error {
  override readonly name = 'FunctionNotFound';
}

/** The tuner's role may not do what it must. */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
}

/** Another run tunes the function. */
export class FunctionLocked extends Error {
  override readonly name = 'FunctionLocked';
}

/** Somebody else changed the function during the run. */
export class FunctionChanged extends Error {
  override readonly name = 'FunctionChanged';
}

/** The run no longer has its lock: it was aborted, or taken over. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** An update is in progress, or came in between: worth another try. */
export class FunctionBusy extends Error {
  override readonly name = 'FunctionBusy';
}

/** A service or the network failed beyond the client's own retries: worth another try. */
export class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';
}

/** Lambda refuses a configuration, or to invoke with a payload; another try would be refused as well. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** The error's name as Lambda says it. */
  readonly error: string;

  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}

/** Lambda cannot run an invocation now. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  /** `throttled`: concurrency is used up; `starting`: the version is not ready. */
  readonly reason: 'throttled' | 'starting';

  constructor(reason: 'throttled' | 'starting', message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A dry run met configurations that do not work. */
export class DryRunFailed extends Error {
  override readonly name = 'DryRunFailed';
}
