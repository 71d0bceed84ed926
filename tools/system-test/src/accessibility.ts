/// <reference lib="dom" />
import { type Page } from 'playwright-core';

/**
 * What keeps people from using a page, as far as a program can tell: controls without a name, ids that are there twice,
 * headings out of order, text that is hard to see (a contrast under 4.5, WCAG 2.2 AA).
 */
export const barriersOf = (page: Page): Promise<string[]> => page.evaluate(inspect);

function inspect(): string[] {
  const barriers: string[] = [];
  const isVisible = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 1;
  const outline = (element: Element) => element.outerHTML.slice(0, 120);

  const nameOf = (element: Element): string => {
    const labelledBy = element.getAttribute('aria-labelledby');
    const labels = 'labels' in element ? [...(element.labels as NodeListOf<Element>)] : [];
    return [
      element.getAttribute('aria-label'),
      labelledBy !== null && document.getElementById(labelledBy)?.textContent,
      ...labels.map((label) => label.textContent),
      ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName) ? '' : element.textContent,
    ]
      .join('')
      .trim();
  };
  const controls =
    'a[href], button, input, select, textarea, [role=button], [role=img], dialog[open]';
  for (const element of document.querySelectorAll(controls))
    if (isVisible(element) && nameOf(element) === '') barriers.push(`no name: ${outline(element)}`);

  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
    barriers.push(`twice: #${id}`);
  if (document.documentElement.lang === '') barriers.push('the page has no language');
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) barriers.push(`heading out of order: ${outline(heading)}`);
    level = next;
  }

  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const isOpaque = (color: string) => color.startsWith('rgb') && (channels(color)[3] ?? 1) > 0;
  const backgroundOf = (element: Element): string => {
    const box = element.closest('.badge.full, .node')?.querySelector('rect');
    if (box) return getComputedStyle(box).fill;
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (isOpaque(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!element || (node.textContent ?? '').trim() === '' || !isVisible(element)) continue;
    if (element.closest(':disabled, option, script, style')) continue;
    const style = getComputedStyle(element);
    const color = element instanceof SVGElement ? style.fill : style.color;
    const [dark, light] = [luminance(color), luminance(backgroundOf(element))].sort(
      (a, b) => a - b,
    );
    const contrast = ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
    if (contrast < 4.5) barriers.push(`contrast ${contrast.toFixed(2)}: ${outline(element)}`);
  }
  return barriers;
}
