import { parseReport } from '@acado/tuning';
import { billedMsOf, type FunctionReport } from '../../measured/usage-lines.ts';
import type { ReportLine } from '../record/schemas.ts';

/** The invocations of one function. */
export interface Invocations {
  functionName: string;
  /** While the orders that count went through. */
  count: number;
  /** Of these, those that had to start their environment. */
  cold: number;
  /** Mean billed duration of those that found an environment, in ms. */
  warmMs: number;
  /** Mean billed duration of those that had to start one, of the warm-up too; `warmMs` if there was none. */
  coldMs: number;
}

/** @throws {RangeError} If a line is no REPORT line. */
const read = ({ functionName, line }: ReportLine): FunctionReport => {
  const report = parseReport(line);
  if (!report) throw new RangeError(`Not a REPORT line of ${functionName}: ${line}`);
  return { functionName, report };
};

/** The REPORT lines of the orders that count. */
export const countedReports = (lines: readonly ReportLine[]): FunctionReport[] =>
  lines.filter(({ warmUp }) => !warmUp).map(read);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** By function, those that were invoked for the orders that count. */
export function invocationsOf(lines: readonly ReportLine[]): Map<string, Invocations> {
  const all = Map.groupBy(lines, ({ functionName }) => functionName);
  const counted = Map.groupBy(countedReports(lines), ({ functionName }) => functionName);
  return new Map(
    [...counted].map(([functionName, reports]) => {
      const isCold = ({ report }: FunctionReport) => report.initMs !== undefined;
      const ms = (group: readonly FunctionReport[]) =>
        group.map(({ report }) => billedMsOf(report));
      const coldMs = ms(all.get(functionName)!.map(read).filter(isCold));
      const warmMs = ms(reports.filter((report) => !isCold(report)));
      const warm = mean(warmMs.length > 0 ? warmMs : coldMs);
      return [
        functionName,
        {
          functionName,
          count: reports.length,
          cold: reports.filter(isCold).length,
          warmMs: warm,
          coldMs: coldMs.length > 0 ? mean(coldMs) : warm,
        },
      ];
    }),
  );
}
