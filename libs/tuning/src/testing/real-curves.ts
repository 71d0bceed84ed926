import type { Architecture } from '../types.ts';

/** Mean durations of a real function on AWS at several sizes. */
export interface RealCurve {
  what: string;
  architecture: Architecture;
  /** MB. */
  memoryMb: number[];
  /** ms. */
  durationMs: number[];
}

/** Published measurements of very different functions, as their authors gave them. */
export const REAL_CURVES: RealCurve[] = [
  {
    what: 'CRUD endpoint on DynamoDB',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 1536, 3008],
    durationMs: [29.974, 10.905, 5.333667, 5.756667, 4.901, 5.141],
  },
  {
    what: 'CPU-intensive demonstration',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 1536, 3008],
    durationMs: [37002.4, 18647.77, 8489.437, 3890.892, 2512.227, 2009.793],
  },
  {
    what: 'list of DynamoDB items',
    architecture: 'arm64',
    memoryMb: [128, 256, 512, 1024, 1536, 3008],
    durationMs: [47.23333, 12.8, 9.466666, 9.533334, 10.23333, 9.666667],
  },
  {
    what: 'list of restaurants from DynamoDB',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 1536, 3008],
    durationMs: [112.5178, 52.2905, 23.76583, 18.99167, 17.03583, 16.51117],
  },
  {
    what: 'thumbnail of an image',
    architecture: 'x86_64',
    memoryMb: [256, 512, 1024, 1536, 2048, 3008],
    durationMs: [13187.61, 6550.973, 3279.369, 2262.289, 1918.873, 1867.598],
  },
  {
    what: 'headless browser over several pages',
    architecture: 'x86_64',
    memoryMb: [512, 768, 1024, 1536, 2048, 3072],
    durationMs: [20421.68, 14313.37, 9650.068, 7200.495, 4530.597, 3180.65],
  },
  {
    what: 'GraphQL subgraph',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 2048, 3008],
    durationMs: [2239.563, 1638.893, 1465.033, 1238.9, 1010.305, 1172.632],
  },
  {
    what: 'URL shortener',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 1536, 3008],
    durationMs: [1.677083, 1.622917, 1.499167, 1.553333, 1.619583, 1.609583],
  },
  {
    what: 'message written to DynamoDB',
    architecture: 'x86_64',
    memoryMb: [256, 512, 1024, 1536, 2048, 3008],
    durationMs: [40.5, 30.0, 25.0, 26.5, 26.16667, 26.83333],
  },
  {
    what: 'image filter',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 2048, 3008],
    durationMs: [472.455, 262.1467, 159.4283, 143.585, 117.2367, 116.5267],
  },
  {
    what: 'SHA-256 loop',
    architecture: 'arm64',
    memoryMb: [128, 256, 512, 1024, 1769, 2048],
    durationMs: [21010.64, 10467.14, 5111.53, 2587.16, 1561.16, 1447.53],
  },
  {
    what: 'thumbnailer',
    architecture: 'x86_64',
    memoryMb: [128, 256, 512, 1024, 2048, 3008],
    durationMs: [1741.821, 947.965, 507.6241, 313.4295, 237.6979, 228.7464],
  },
];
