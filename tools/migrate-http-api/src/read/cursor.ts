import type { Place, Unread } from '../model/place.ts';

type Json = Record<string, unknown>;

/** Text that stands for a value which only a deployment knows. */
export const isUnresolved = (value: unknown): boolean =>
  typeof value === 'string' && value.includes('${');

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text as it is, and anything else as JSON. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

/** What a value is, in few words. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/**
 * Walks through a description of an API key by key. What is missing is `undefined`; what has another shape than
 * expected, and what nobody asked for, is noted with its place.
 */
export class Cursor {
  readonly value: unknown;
  readonly place: Place;
  private readonly unread: Unread[];
  private readonly seen = new Set<string>();

  constructor(value: unknown, place: Place, unread: Unread[]) {
    this.value = value ?? undefined;
    this.place = place;
    this.unread = unread;
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  /** Notes that this is not what it should be. */
  complain(what: string): void {
    this.unread.push({ place: this.place, what });
  }

  /** The value of the first key that exists. CloudFormation's capitals make no difference. */
  get(...names: string[]): Cursor {
    const { value } = this;
    if (this.exists && !isObject(value)) this.expected('an object');
    const candidates = names.flatMap((name) => [name, capital(name)]);
    const name = isObject(value)
      ? candidates.find((each) => Object.hasOwn(value, each))
      : undefined;
    if (name === undefined) return this.child(names[0]!, undefined);
    this.seen.add(name);
    return this.child(name, isObject(value) ? value[name] : undefined);
  }

  text(...names: string[]): string | undefined {
    return this.get(...names).asText();
  }

  asText(): string | undefined {
    const { value } = this;
    if (value === undefined || typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    return this.expected('text');
  }

  number(...names: string[]): number | undefined {
    const at = this.get(...names);
    if (!at.exists) return undefined;
    const number =
      typeof at.value === 'string' && at.value.trim() !== '' ? Number(at.value) : at.value;
    return typeof number === 'number' && Number.isFinite(number) ? number : at.expected('a number');
  }

  /** `false` when it is missing. */
  flag(...names: string[]): boolean {
    const at = this.get(...names);
    const text = typeof at.value === 'string' ? at.value.toLowerCase() : at.value;
    if (text === undefined || text === false || text === 'false') return false;
    // What can't be told is noted and taken for true: that never makes an API look better than it is.
    if (text !== true && text !== 'true') at.expected('true or false');
    return true;
  }

  /** The elements of a list. */
  list(...names: string[]): Cursor[] {
    return this.get(...names).asList();
  }

  asList(): Cursor[] {
    if (!this.exists) return [];
    if (!Array.isArray(this.value)) return this.expected('a list') ?? [];
    return this.value.map((item: unknown, index) => this.child(String(index), item));
  }

  texts(...names: string[]): string[] {
    return this.list(...names).flatMap((each) => each.asText() ?? []);
  }

  /** Keys and values of an object. */
  entries(...names: string[]): [name: string, value: Cursor][] {
    const at = names.length === 0 ? this : this.get(...names);
    if (!at.exists) return [];
    const { value } = at;
    if (!isObject(value)) return at.expected('an object') ?? [];
    return Object.keys(value).map((name) => {
      at.seen.add(name);
      return [name, at.child(name, value[name])];
    });
  }

  /** Names of all keys; reading them is left to others. */
  keys(): string[] {
    return isObject(this.value) ? Object.keys(this.value) : [];
  }

  /** Keys that say nothing about whether the API can move. */
  ignore(...names: string[]): void {
    for (const name of names) this.seen.add(name).add(capital(name));
  }

  /** Notes the keys that nobody asked for. */
  finish(): void {
    if (!isObject(this.value)) return;
    for (const name of Object.keys(this.value))
      if (!this.seen.has(name) && this.value[name] !== undefined)
        this.child(name, undefined).complain(`This tool does not know "${name}"`);
  }

  expected(what: string): undefined {
    const hint = isUnresolved(this.value) ? ', which only a deployment decides' : '';
    this.complain(`Expected ${what}, not ${shown(this.value)}${hint}`);
    return undefined;
  }

  private child(name: string, value: unknown): Cursor {
    const path = this.place.path === '' ? name : `${this.place.path}.${name}`;
    return new Cursor(value, { file: this.place.file, path }, this.unread);
  }
}
