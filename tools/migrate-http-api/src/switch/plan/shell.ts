/** A text as one word of a POSIX shell. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** What a shell puts in place of it: a variable that an earlier command set, or what a command prints. */
export interface Expansion {
  shell: string;
}

/** `"$NAME"` */
export const variable = (name: string): Expansion => ({ shell: `"$${name}"` });

/** `"$(command)"`, for values of one line. */
export const outputOf = (command: string): Expansion => ({ shell: `"$(${command})"` });

type Value = string | Expansion | true;

const word = (value: string | Expansion): string =>
  typeof value === 'string' ? quoted(value) : value.shell;

/**
 * A command of the AWS CLI, every value quoted.
 *
 * @example
 * aws('apigatewayv2 get-stage', { 'api-id': 'a1b2c3', 'stage-name': '$default' });
 */
export const aws = (operation: string, options: Readonly<Record<string, Value>>): string =>
  [
    `aws ${operation}`,
    ...Object.entries(options).map(([name, value]) =>
      value === true ? `--${name}` : `--${name} ${word(value)}`,
    ),
  ].join(' ');

/** Keeps what a command prints, for later steps. */
export const keep = (name: string, command: string): string => `${name}=${outputOf(command).shell}`;
