import { CommandError } from '@acado/command-line';

/** Somebody else changed a function while it was measured. */
export class ChangedMeanwhile extends CommandError {
  constructor(name: string) {
    super(`Somebody else changed ${name} meanwhile: what was measured would not compare`, 1);
  }
}
