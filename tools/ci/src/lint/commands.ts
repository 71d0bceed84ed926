import type { Workflow } from './workflow.ts';

/** A command of a script that this repository must know. */
export type Command =
  | { kind: 'node'; file: string; command: string; options: string[] }
  | { kind: 'npm'; script: string; command: string; options: string[] }
  | { kind: 'nx'; targets: string[]; options: string[] };

/** The commands of a workflow's scripts that belong to this repository. */
export function commandsOf({ jobs }: Workflow): Command[] {
  return jobs
    .flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
    .flatMap((script) => script.replaceAll('\\\n', ' ').split(/\n|\||;|&&/))
    .flatMap((line): Command[] => {
      const words = line.trim().split(/\s+/);
      const options = words.flatMap((word) => word.match(/^--[a-zA-Z][\w-]*/)?.[0] ?? []);
      const [program, first = '', second = ''] = words;
      if (program === 'node' && first.endsWith('.ts'))
        return [{ kind: 'node', file: first, command: second, options }];
      if (program === 'npm' && first === 'run')
        return [
          {
            ...{ kind: 'npm', script: words.slice(2).find(isName) ?? '' },
            command: words[words.indexOf('--') + 1] ?? '',
            options: options.filter((option) => option !== '--silent'),
          },
        ];
      if (program === 'npx' && first === 'nx') {
        const listed = words.indexOf('-t');
        const after = words.slice(listed + 1);
        const end = after.findIndex((word) => word.startsWith('-'));
        const targets = listed < 0 ? [second] : after.slice(0, end < 0 ? undefined : end);
        return [{ kind: 'nx', targets, options }];
      }
      return [];
    });
}

const isName = (word: string) => /^[a-z]/.test(word);
