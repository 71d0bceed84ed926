import { CommandError } from '@acado/command-line';
import { ChangedMeanwhile } from './changed-meanwhile.ts';
import { isRunning } from './is-running.ts';
import type { Change, Journal } from './journal.ts';
import { putBack, type PutBack } from './put-back.ts';
import type { FunctionState, LambdaSettings } from './settings.ts';

interface Options {
  settings: LambdaSettings;
  journal: Journal;
  region: string;
  endpoint?: string | undefined;
  isRunning?: typeof isRunning;
}

/** Functions that are set to something else for a while, and put back. */
export class BorrowedFunctions {
  readonly #options: Options;
  readonly #states = new Map<string, FunctionState>();
  readonly #changes = new Map<string, Change>();

  private constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Reads what the functions are set to; what a killed run left is put back before.
   *
   * @param say Told what was put back.
   * @throws {CommandError} If another run has one of them, or one is not there.
   */
  static async borrow(
    options: Options,
    names: readonly string[],
    say: (line: string) => void,
  ): Promise<BorrowedFunctions> {
    const { settings, journal, endpoint, isRunning: runs = isRunning } = options;
    const borrowed = new BorrowedFunctions(options);
    for (const name of names) {
      const state = await settings.read(name);
      const left = journal.read().find((one) => one.arn === state.arn && one.endpoint === endpoint);
      if (left && left.pid !== process.pid && runs(left.pid))
        throw new CommandError(
          `${name} is being measured by process ${left.pid}: wait for it, or see restore --help`,
        );
      if (left) {
        const back = await putBack(settings, left);
        if (back.left.length > 0) throw new CommandError(leftText(back), 1);
        journal.remove(left);
        say(
          `${name}: put back what a run of ${left.startedAt} left: ${back.done.join(', ') || 'nothing'}`,
        );
      }
      borrowed.#states.set(name, left ? await settings.read(name) : state);
    }
    return borrowed;
  }

  states(): FunctionState[] {
    return [...this.#states.values()];
  }

  /** @throws {ChangedMeanwhile} If somebody else changed one. */
  async setMemory(memoryMb: number): Promise<void> {
    const { settings } = this.#options;
    for (const [name, state] of this.#states) {
      this.#note(name, (change) => {
        change.was.memoryMb ??= state.memoryMb;
        change.set.memoryMb.push(memoryMb);
      });
      const revisionId = await settings.setMemory(name, memoryMb, state.revisionId);
      this.#states.set(name, { ...state, memoryMb, revisionId });
    }
  }

  async reserve(executions: number): Promise<void> {
    for (const [name, state] of this.#states) {
      this.#note(name, (change) => {
        if (change.was.reservedConcurrency === undefined)
          change.was.reservedConcurrency = state.reservedConcurrency;
        change.set.reservedConcurrency = executions;
      });
      await this.#options.settings.reserve(name, executions);
    }
  }

  /** @throws {ChangedMeanwhile} If somebody else changed one since it was last set. */
  async checkUnchanged(): Promise<void> {
    for (const [name, { revisionId }] of this.#states) {
      const now = await this.#options.settings.read(name);
      if (now.revisionId !== revisionId) throw new ChangedMeanwhile(name);
    }
  }

  /** Puts all of them back, whatever becomes of one; what can not be stays in the journal. */
  async giveBack(): Promise<PutBack[]> {
    const all: PutBack[] = [];
    const problems: string[] = [];
    for (const change of [...this.#changes.values()].reverse()) {
      try {
        const back = await putBack(this.#options.settings, change);
        all.push(back);
        if (back.left.length > 0) problems.push(leftText(back));
        else this.#options.journal.remove(change);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        problems.push(`${change.function} could not be put back: ${reason}`);
      }
    }
    this.#changes.clear();
    if (problems.length > 0)
      throw new CommandError(
        `${problems.join('\n')}\nSee: node tools/load-test/src/cli.ts restore --help`,
        1,
      );
    return all;
  }

  #note(name: string, edit: (change: Change) => void): void {
    const { journal, region, endpoint } = this.#options;
    const change = this.#changes.get(name) ?? {
      ...{ function: name, arn: this.#states.get(name)!.arn, region, endpoint },
      ...{ pid: process.pid, startedAt: new Date().toISOString(), was: {}, set: { memoryMb: [] } },
    };
    edit(change);
    this.#changes.set(name, change);
    journal.write(change);
  }
}

export const leftText = ({ function: name, left }: PutBack): string =>
  `${name}: somebody else set it meanwhile, so it stays as it is, not ${left.join(', ')}`;
