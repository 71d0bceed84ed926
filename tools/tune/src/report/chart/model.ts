/** What a chart of memory sizes shows, without where it shows it. */
export interface Chart {
  title: string;
  subtitle: string;
  /** In words, how to read the marks. */
  legend: string[];
  series: Series[];
  panels: Panel[];
  /** At least one; exactly one of them is shown. */
  views: View[];
  /** Below the picture: causes of failures, and what is off the scale. */
  notes: string[];
}

/** One architecture, or one of two runs. Its look, a colour and a shape, is its index. */
export interface Series {
  name: string;
  failed: { memoryMb: number; error: string }[];
}

/** One quantity over memory. */
export interface Panel {
  /** Names it in the page, e.g. `p95`. */
  key: string;
  title: string;
  /** For each series of the chart. */
  curves: Curve[];
  /** A line that is not to be crossed. */
  limit?: { value: number; text: string } | undefined;
  show: (value: number) => string;
  /** Whether the errors of failed sizes are written into it. */
  namesErrors: boolean;
}

export interface Curve {
  points: Point[];
  /** A second, dashed line. */
  dashed?: { memoryMb: number; value: number }[] | undefined;
}

export interface Point {
  /** Of the candidate, e.g. `arm64-512`. */
  id: string;
  memoryMb: number;
  value: number;
  interval?: readonly [low: number, high: number] | undefined;
  /** It was measured but can't be recommended. */
  refused?: boolean | undefined;
  /** It is the recommended one. */
  chosen?: boolean | undefined;
}

/** What the chart points at: one of several choices in a page, the only one in a file. */
export interface View {
  /** Of the candidate. */
  id: string;
  flags: Flag[];
  isShown: boolean;
}

/** A size that the chart points at. */
export interface Flag {
  kind: 'chosen' | 'current';
  memoryMb: number;
  text: string;
}

/** What a chart points at unless someone chooses otherwise. */
export const flagsOf = ({ views }: Chart): Flag[] =>
  views.find(({ isShown }) => isShown)?.flags ?? [];

export const sizesOf = ({ series, panels, views }: Chart): number[] => {
  const all = [
    ...series.flatMap(({ failed }) => failed),
    ...panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points)),
    ...views.flatMap(({ flags }) => flags),
  ];
  return [...new Set(all.map(({ memoryMb }) => memoryMb))].sort((a, b) => a - b);
};
