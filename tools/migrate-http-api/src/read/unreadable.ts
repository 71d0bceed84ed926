import { CommandError } from '@acado/command-line';
import { type Place, placeText } from '../model/place.ts';

/** A source that is not what it should be; the message names file and path. */
export class UnreadableError extends CommandError {
  constructor(place: Place, what: string) {
    super(`${placeText(place)}: ${what}`);
  }
}
