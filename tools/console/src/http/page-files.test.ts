import { readPageFiles } from './page-files.ts';

describe('the files of the page', () => {
  const files = [...readPageFiles()].map(([path, { content }]) => ({
    path,
    text: content.toString(),
  }));
  const page = files.find(({ path }) => path === '/')?.text ?? '';

  it('are all there, and no tests among them', () => {
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/', '/app.js', '/base.css', '/icon.svg']),
    );
    const wanted = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    for (const path of wanted) expect(files.map((file) => file.path)).toContain(path);
    expect(files.filter(({ path }) => path.includes('test'))).toEqual([]);
  });

  it('need nothing from elsewhere', () => {
    const elsewhere = /(?:src|href|url|import|from)\W{1,3}https?:/;
    expect(files.filter(({ text }) => elsewhere.test(text)).map(({ path }) => path)).toEqual([]);
    expect(page).not.toMatch(/<script(?![^>]*src=)|<style|\sstyle=|\son\w+=/);
  });

  it('never make markup of data', () => {
    const markup =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|srcdoc/;
    expect(files.filter(({ text }) => markup.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
