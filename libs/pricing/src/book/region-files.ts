import apNortheast1 from './regions/ap-northeast-1.json' with { type: 'json' };
import apSoutheast1 from './regions/ap-southeast-1.json' with { type: 'json' };
import euCentral1 from './regions/eu-central-1.json' with { type: 'json' };
import euWest1 from './regions/eu-west-1.json' with { type: 'json' };
import usEast1 from './regions/us-east-1.json' with { type: 'json' };
import usEast2 from './regions/us-east-2.json' with { type: 'json' };
import usWest2 from './regions/us-west-2.json' with { type: 'json' };
import type { Region } from './price-file.ts';

/** Contents of the files of `regions/`, unread. */
export const regionFiles: Readonly<Record<Region, unknown>> = {
  'us-east-1': usEast1,
  'us-east-2': usEast2,
  'us-west-2': usWest2,
  'eu-west-1': euWest1,
  'eu-central-1': euCentral1,
  'ap-southeast-1': apSoutheast1,
  'ap-northeast-1': apNortheast1,
};
