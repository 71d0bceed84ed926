import { StateError } from '../state-error.ts';
import { PackageError } from '../template/load-stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { UserError } from './user-error.ts';

/** The one line for an error that somebody can put right; nothing for a fault of the cloud itself. */
export const explain = (error: unknown, port: number): UserError | undefined => {
  if (error instanceof UserError) return error;
  if (error instanceof PackageError || error instanceof TemplateError)
    return new UserError(error.message);
  if (error instanceof StateError)
    return new UserError(`${error.message}: discard it with npm start -- --fresh`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return new UserError(`Port ${port} is in use: LOCAL_CLOUD_PORT=<another port> npm start`);
  return undefined;
};
