import { type z } from 'zod';
import { type PhysicalResource } from '../template/scope.ts';
import { type Stack } from '../template/schema.ts';

/** The place of a resource, for its name and for messages about it. */
export type ResourcePlace = { stack: Stack; logicalId: string };

/** How one type of resource comes to life on this machine. */
export type ResourceHandler<S extends z.ZodType = z.ZodType> = {
  /** e.g. `AWS::SQS::Queue`. */
  type: string;
  /**
   * A strict schema of everything the handler knows: what acts here, and with `noEffect` what does not and why.
   * Whatever a template says beyond it is reported when the stack is provisioned.
   */
  properties: S;
  /** Creates the resource or brings an existing one up to date. What it returns is the same for the same template. */
  put: (
    properties: z.output<S>,
    place: ResourcePlace,
  ) => PhysicalResource | Promise<PhysicalResource>;
  /** Ends what left the template. Without it the resource stays: data is only discarded by `--fresh`. */
  remove?: (physicalId: string, place: ResourcePlace) => void | Promise<void>;
  /** Its logical id differs from package to package: one of the same type and identity is the same resource. */
  isRenamed?: boolean;
  /** What decides whether the resource has changed, when that is not its properties. */
  identity?: (properties: z.output<S>, place: ResourcePlace) => unknown;
};

/** Types a handler by its own schema and forgets the schema's type. */
export const defineResource = <S extends z.ZodType>(handler: ResourceHandler<S>): ResourceHandler =>
  handler;
