// Elements by hand. Data only ever becomes text or an attribute, never markup.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @typedef {Node | string | number | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | undefined | ((event: any) => void)>} Attributes
 */

/**
 * @param {Element} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...contents(children));
}

/** @param {Child[]} children */
const contents = (children) =>
  children.flatMap((child) =>
    child === undefined || child === false ? [] : [child instanceof Node ? child : String(child)],
  );

/**
 * An element of HTML; `onclick` and the like are listeners.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/**
 * An element of SVG.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  fill(element, attributes, children);
  return element;
}

/**
 * An element that the page surely has.
 *
 * @template {Element} Type
 * @param {string} id
 * @param {new () => Type} type
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} #${id}`);
  return element;
}

/**
 * Puts new content in the place of the old, unless it is the same: what is selected or focused stays so.
 *
 * @param {Element} element
 * @param {Child[]} children
 */
export function show(element, ...children) {
  const next = contents(children);
  const now = [...element.childNodes];
  const isSame =
    now.length === next.length &&
    next.every((child, index) =>
      child instanceof Node
        ? child.isEqualNode(now[index] ?? null)
        : now[index]?.nodeType === Node.TEXT_NODE && now[index]?.textContent === child,
    );
  if (!isSame) element.replaceChildren(...next);
}

/**
 * Makes the children of an element those of `items`, in their order. One that is there already stays as it is, with
 * its focus and what is open in it.
 *
 * @template Item
 * @param {Element} parent
 * @param {readonly Item[]} items
 * @param {{
 *   keyOf: (item: Item) => string,
 *   make: (item: Item) => HTMLElement,
 *   update?: (element: Element, item: Item) => void,
 * }} how
 */
export function keep(parent, items, { keyOf, make, update }) {
  const known = new Map(
    [...parent.children].map((child) => [
      child instanceof HTMLElement ? child.dataset.key : '',
      child,
    ]),
  );
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const element = known.get(key) ?? make(item);
    if (element instanceof HTMLElement) element.dataset.key = key;
    update?.(element, item);
    return element;
  });
  for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
  for (const [index, element] of wanted.entries())
    if (parent.children[index] !== element)
      parent.insertBefore(element, parent.children[index] ?? null);
}

/**
 * Tells people who do not see the page what has just happened.
 *
 * @param {string} text
 */
export function announce(text) {
  byId('announcements', HTMLElement).textContent = text;
}

/**
 * Something went wrong, where it can be seen.
 *
 * @param {unknown} error
 */
export const problem = (error) =>
  html(
    'p',
    { class: 'problem', role: 'alert' },
    error instanceof Error ? error.message : String(error),
  );
