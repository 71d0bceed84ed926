/** One AWS service on this machine. */
export interface Engine {
  endpoint: string;
  stop: () => Promise<void>;
}
