import { StateError } from '../state-error.ts';
import { PackageError } from '../template/load-stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { portInUse } from './prepare.ts';
import { UserError } from './user-error.ts';

/** The one line for an error that somebody can put right; nothing for a fault of the cloud itself. */
export const explain = (error: unknown, port: number): UserError | undefined => {
  if (error instanceof UserError) return error;
  if (error instanceof PackageError || error instanceof TemplateError)
    return new UserError(error.message);
  if (error instanceof StateError)
    return new UserError(`${error.message}: discard it with npm start -- --fresh`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return portInUse(port);
  return undefined;
};
