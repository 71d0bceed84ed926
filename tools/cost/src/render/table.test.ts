import { tableHtml, tableMarkdown } from './table.ts';

const table = {
  head: ['what', 'ms'],
  rows: [
    ['<a|b>', '1'],
    ['c', ''],
  ],
  marked: [1],
};

describe('tableHtml', () => {
  it('escapes, aligns numbers and marks rows', () => {
    expect(tableHtml(table)).toContain('<tr><td>&#60;a|b&#62;</td><td class="n">1</td></tr>');
    expect(tableHtml(table)).toContain('<tr class="marked"><td>c</td><td class="n"></td></tr>');
  });
});

describe('tableMarkdown', () => {
  it('escapes, aligns numbers and marks rows', () => {
    expect(tableMarkdown(table)).toBe(
      '| what | ms |\n| --- | ---: |\n| <a\\|b> | 1 |\n| **c** |  |',
    );
  });
});
