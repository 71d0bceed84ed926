import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearCache } from '@actions/languageservice/utils/workflow-cache';
import { validate, type ValidationConfig } from '@actions/languageservice/validate';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { z } from 'zod';
import type { Workflow } from './workflow.ts';

const actionsSchema = z.record(
  z.string(),
  z.object({
    inputs: z.array(z.string()),
    required: z.array(z.string()),
    outputs: z.array(z.string()),
  }),
);
/** Inputs and outputs of the actions in use, from their action.yml at that commit. */
const actions = actionsSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'actions.json'), 'utf8')),
);

/**
 * What GitHub's own editor support says of a file: schema, expressions, contexts, needs, inputs of actions and of
 * workflows that are called.
 *
 * @param root The repository's folder, in which called workflows are looked up.
 */
export async function gitHubProblems({ file, text }: Workflow, root: string): Promise<string[]> {
  const config: ValidationConfig = {
    actionsMetadataProvider: { fetchActionMetadata: async (action) => metadataOf(action) },
    fileProvider: {
      getFileContent: async (reference) => {
        if (!('path' in reference) || !existsSync(join(root, reference.path)))
          throw new Error(`There is no ${JSON.stringify(reference)}`);
        return { name: reference.path, content: readFileSync(join(root, reference.path), 'utf8') };
      },
    },
  };
  const document = TextDocument.create(`file:///${file}`, 'yaml', 1, text);
  // It remembers files by their name.
  clearCache();
  const found = await validate(document, config);
  return found.map(
    ({ range, message }) =>
      `line ${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}`,
  );
}

function metadataOf({ owner, name, ref }: { owner: string; name: string; ref: string }) {
  const known = actions[`${owner}/${name}@${ref}`];
  if (known === undefined) return undefined;
  const described = (names: string[], required: string[] = []) =>
    Object.fromEntries(
      names.map((each) => [each, { description: each, required: required.includes(each) }]),
    );
  return {
    ...{ name, description: name },
    inputs: described(known.inputs, known.required),
    outputs: described(known.outputs),
  };
}
