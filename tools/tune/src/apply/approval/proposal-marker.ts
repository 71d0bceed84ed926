import { z } from 'zod';

/** Label of the issues in which sizes are approved. */
export const LABEL = 'tuning';

const name = z.string().regex(/^[A-Za-z0-9][\w.-]*$/);

const proposalSchema = z.strictObject({
  service: name,
  functionKey: name,
  stage: name,
  branch: z.string().regex(/^tune\/[\w.-]+$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  run: name,
  /** The workflow run that measured, where the reports are. */
  workflowRun: z.string().regex(/^\d+$/).optional(),
});

/** What an issue asks to approve. */
export type ProposalFacts = z.infer<typeof proposalSchema>;

/** The last line of an issue: whatever a function that failed has written is above it. */
const MARKER = /(?:^|\n)<!-- acado-tune (\{[^\n]*\}) -->\s*$/;

/** A line of an issue that people don't see and the workflow reads. */
export const proposalMarker = (facts: ProposalFacts): string =>
  `<!-- acado-tune ${JSON.stringify(proposalSchema.parse(facts))} -->`;

/** @returns `undefined` for an issue that asks for nothing, or for something that could not have been asked. */
export function readProposalMarker(body: string): ProposalFacts | undefined {
  const json = MARKER.exec(body)?.[1];
  if (json === undefined) return undefined;
  try {
    return proposalSchema.parse(JSON.parse(json));
  } catch {
    return undefined;
  }
}
