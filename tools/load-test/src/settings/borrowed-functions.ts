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
    const borrowed = new BorrowedFunctions(options);
    try {
      for (const name of names) await borrowed.#take(name, say);
      return borrowed;
    } catch (error) {
      await borrowed.giveBack();
      throw error;
    }
  }

  async #take(name: string, say: (line: string) => void): Promise<void> {
    const { settings, journal, region, endpoint, isRunning: runs = isRunning } = this.#options;
    const { arn } = await settings.read(name);
    const change: Change = {
      ...{ function: name, arn, region, endpoint, pid: process.pid },
      ...{ startedAt: new Date().toISOString(), was: {}, set: { memoryMb: [] } },
    };
    const left = journal.read().find((one) => one.arn === arn && one.endpoint === endpoint);
    if (left && left.pid !== process.pid && runs(left.pid)) throw new CommandError(takenText(left));
    if (left) {
      const back = await putBack(settings, left);
      if (back.left.length > 0) throw new CommandError(`${leftText(back)}\n${NEXT}`, 1);
      journal.remove(left);
      say(
        `${name}: put back what a run of ${left.startedAt} left: ${back.done.join(', ') || 'nothing'}`,
      );
    }
    // Two may begin at the same moment: one of them is the first to write it down.
    if (!journal.claim(change)) throw new CommandError(`${name} is being measured by another test`);
    this.#changes.set(name, change);
    this.#states.set(name, await settings.read(name));
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
    const { settings } = this.#options;
    for (const [name, state] of this.#states) {
      this.#note(name, (change) => {
        if (change.was.reservedConcurrency === undefined)
          change.was.reservedConcurrency = state.reservedConcurrency;
        change.set.reservedConcurrency = executions;
      });
      await settings.reserve(name, executions);
      // It may be another revision after that.
      this.#states.set(name, { ...state, revisionId: (await settings.read(name)).revisionId });
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
        if (Object.keys(change.was).length === 0) {
          this.#options.journal.remove(change);
          continue;
        }
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
    if (problems.length > 0) throw new CommandError(`${problems.join('\n')}\n${NEXT}`, 1);
    return all;
  }

  #note(name: string, edit: (change: Change) => void): void {
    const change = this.#changes.get(name)!;
    edit(change);
    this.#options.journal.write(change);
  }
}

const NEXT = 'To put it back all the same, or to forget it: npm run load-test -- restore --help';

const takenText = ({ function: name, pid }: Change): string =>
  `${name} is being measured by process ${pid}: wait for it, or see npm run load-test -- restore --help`;

export const leftText = ({ function: name, left }: PutBack): string =>
  `${name}: somebody else set it meanwhile, so it stays as it is, not ${left.join(', ')}`;
