import { aChange, aState, fakeJournal, fakeSettings } from '../testing/fake-settings.ts';
import { BorrowedFunctions } from './borrowed-functions.ts';
import type { Change, Journal } from './journal.ts';

const names = ['shop-sell', 'shop-list'];

async function borrow(changes: Change[] = [], isRunning = false) {
  const lambda = fakeSettings([
    aState(),
    aState({ name: 'shop-list', arn: 'arn:list', memoryMb: 256 }),
  ]);
  const journal = fakeJournal(changes);
  const said: string[] = [];
  const options = { settings: lambda.settings, journal, region: 'us-east-1' };
  const functions = await BorrowedFunctions.borrow(
    { ...options, isRunning: () => isRunning },
    names,
    (line) => said.push(line),
  );
  return { ...lambda, journal, said, functions };
}

describe('BorrowedFunctions', () => {
  it('sets all to each size, and gives all back what they had', async () => {
    const { functions, calls, journal } = await borrow();
    await functions.setMemory(128);
    await functions.setMemory(1024);
    expect(functions.states().map(({ memoryMb }) => memoryMb)).toEqual([1024, 1024]);
    await functions.checkUnchanged();
    await functions.giveBack();

    expect(calls).toEqual([
      ...['shop-sell 128 MB', 'shop-list 128 MB', 'shop-sell 1024 MB', 'shop-list 1024 MB'],
      ...['shop-list 256 MB', 'shop-sell 512 MB'],
    ]);
    expect(journal.changes).toEqual([]);
  });

  it('reserves concurrency, and takes it back', async () => {
    const { functions, of, journal } = await borrow();
    await functions.reserve(1);
    expect(of('shop-list').reservedConcurrency).toBe(1);
    expect(journal.changes.find(({ arn }) => arn === 'arn:list')).toMatchObject({
      was: { reservedConcurrency: null },
      set: { reservedConcurrency: 1 },
    });
    await functions.giveBack();
    expect(names.map((name) => of(name).reservedConcurrency)).toEqual([null, null]);
  });

  it('writes down what it changes before it does', async () => {
    const { functions, journal, settings } = await borrow();
    const written: Change[][] = [];
    const { setMemory } = settings;
    settings.setMemory = async (...given) => {
      written.push(journal.read());
      return setMemory(...given);
    };
    await functions.setMemory(128);
    expect(written[0]).toContainEqual(
      expect.objectContaining({
        ...{ function: 'shop-sell', pid: process.pid },
        ...{ was: { memoryMb: 512 }, set: { memoryMb: [128] } },
      }),
    );
  });

  it('stops when somebody else changes one, and still gives back what is its own', async () => {
    const { functions, of, change } = await borrow();
    await functions.setMemory(128);
    change('shop-sell', {});
    await expect(functions.checkUnchanged()).rejects.toThrow('Somebody else changed shop-sell');
    await expect(functions.setMemory(1024)).rejects.toThrow('Somebody else changed shop-sell');
    await functions.giveBack();
    expect(names.map((name) => of(name).memoryMb)).toEqual([512, 256]);
  });

  it('leaves the memory that somebody else set, and says so', async () => {
    const { functions, of, change, journal } = await borrow();
    await functions.setMemory(128);
    change('shop-sell', { memoryMb: 2048 });
    await expect(functions.giveBack()).rejects.toThrow(
      'shop-sell: somebody else set it meanwhile, so it stays as it is, not memory in MB 2048 → 512',
    );
    expect(names.map((name) => of(name).memoryMb)).toEqual([2048, 256]);
    expect(journal.changes).toHaveLength(1);
  });

  it('gives the others back when one can not be', async () => {
    const { functions, of, settings } = await borrow();
    await functions.setMemory(128);
    const { read } = settings;
    settings.read = async (name) => {
      if (name === 'shop-list') throw new Error('no network');
      return read(name);
    };
    await expect(functions.giveBack()).rejects.toThrow(
      'shop-list could not be put back: no network',
    );
    expect(of('shop-sell').memoryMb).toBe(512);
  });

  it('puts back what a killed run left before it begins', async () => {
    const left = aChange({ was: { memoryMb: 3008 }, set: { memoryMb: [512] } });
    const { functions, said, journal } = await borrow([left]);
    expect(functions.states()[0]!.memoryMb).toBe(3008);
    expect(said[0]).toContain('shop-sell: put back what a run of 2026-01-05');
    await functions.giveBack();
    expect(journal.changes).toEqual([]);
  });

  it('begins once when two begin at the same moment, and leaves what the first has written', async () => {
    const { journal, settings } = await borrow();
    const options = { settings, journal, region: 'us-east-1', isRunning: () => true };
    // The second one looked before the first one wrote.
    const late: Journal = { ...journal, read: () => [] };
    await expect(
      BorrowedFunctions.borrow({ ...options, journal: late }, names, () => undefined),
    ).rejects.toThrow('shop-sell is being measured by another test');
    expect(journal.read()).toHaveLength(2);
  });

  it('lets go of those it has when it can not have another', async () => {
    const { settings, of } = fakeSettings([aState()]);
    const journal = fakeJournal();
    const options = { settings, journal, region: 'us-east-1' };
    settings.read = async (name) => {
      if (name === 'shop-list') throw new Error('not there');
      return of(name);
    };
    const borrowing = BorrowedFunctions.borrow(options, names, () => undefined);
    await expect(borrowing).rejects.toThrow('not there');
    expect(journal.changes).toEqual([]);
  });

  it('goes on after a reservation that makes another revision', async () => {
    const { functions, settings, change } = await borrow();
    const { reserve } = settings;
    settings.reserve = async (name, executions) => {
      await reserve(name, executions);
      change(name, {});
    };
    await functions.reserve(1);
    await functions.setMemory(128);
    expect(functions.states().map(({ memoryMb }) => memoryMb)).toEqual([128, 128]);
  });

  it('leaves a function alone that another run measures', async () => {
    await expect(borrow([aChange()], true)).rejects.toThrow('is being measured by process 1');
  });
});
