import { entrySize } from './event-entry.ts';

const entry = { Source: 'acado.a', DetailType: 'Done', Detail: '{"name":"é"}' };

describe('entrySize', () => {
  it('counts source, detail type and detail in UTF-8', () => {
    expect(entrySize(entry)).toBe(7 + 4 + 13);
  });

  it('counts 14 bytes for a time', () => {
    expect(entrySize({ ...entry, Time: new Date() })).toBe(entrySize(entry) + 14);
  });

  it('counts resources', () => {
    expect(entrySize({ ...entry, Resources: ['arn:1', 'arn:22'] })).toBe(entrySize(entry) + 11);
  });

  it('does not count the name of the bus', () => {
    expect(entrySize({ ...entry, EventBusName: 'a-bus' })).toBe(entrySize(entry));
  });
});
