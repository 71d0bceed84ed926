import { type Command, CommandError, listenForInterrupt, readArguments } from '@acado/command-line';
import { readTraffic, TRAFFIC_OPTIONS } from '../traffic/options.ts';
import { catalogueJson, catalogueText } from './gateway/list-catalogue.ts';
import { openTarget } from './open-target.ts';
import { readAccepted, readHeaders, readTerms, readVariables, REPLAY_OPTIONS } from './options.ts';
import { showProgress } from './progress.ts';
import { readRecording } from './recording/read-recording.ts';
import { replayRequests } from './replay-requests.ts';
import { reportJson } from './report/json.ts';
import { isSame, type ReplayReport } from './report/replay-report.ts';
import { textOf } from './report/text.ts';
import { writeReport } from './report/write-report.ts';
import { createSender } from './send/send.ts';
import { usage } from './usage.ts';

const INTERRUPTED = 130;

/** Compares what both APIs answer. */
export const replay: Command = {
  summary: 'send recorded requests to both APIs and compare the answers',
  usage,
  async run(args, io) {
    const { values, positionals } = readArguments(args, { ...TRAFFIC_OPTIONS, ...REPLAY_OPTIONS });
    if (values.differences) {
      io.stdout.write(values.json ? catalogueJson() : catalogueText());
      return 0;
    }
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0)
      throw new CommandError('Expected one recording\nSee --help');
    const accepted = readAccepted(values.accept);
    const terms = readTerms(values, accepted);
    const headers = readHeaders(values.header);
    const prefix = values['strip-prefix'].replace(/\/+$/, '');
    const recording = readRecording(file, { prefix, variables: readVariables(values.variable) });
    const traffic = readTraffic(values, process.env.AWS_REGION);
    const requests = recording.requests.map((one) => ({
      ...one,
      headers: [...one.headers, ...headers],
    }));

    const folders: (() => void)[] = [];
    const removeFolders = (): void => folders.forEach((remove) => remove());
    const { signal, release } = listenForInterrupt(() => {
      removeFolders();
      process.exit(INTERRUPTED);
    });
    try {
      const target = await openTarget(values, accepted, traffic, {
        signal,
        report: (message) => void io.stderr.write(`${message}\n`),
        onFolder: (remove) => void folders.push(remove),
      });
      const [before, after] = [createSender(target.before), createSender(target.after)];
      const progress = showProgress(io.stderr, requests.length);
      try {
        const replayed = await replayRequests(requests, {
          ...{ before, after, terms, signal },
          onReplayed: (done, { request }) => progress.replayed(done, request.name),
        });
        progress.end();
        const report: ReplayReport = {
          ...{ recording: file, notes: recording.notes, replayed },
          ...{ before: target.before, after: target.after },
          ...(target.effects && { effects: target.effects() }),
          ...(target.costs && { costs: target.costs }),
        };
        if (values.report !== undefined)
          for (const name of await writeReport(values.report, report)) io.stderr.write(`${name}\n`);
        io.stdout.write(
          values.json ? `${JSON.stringify(reportJson(report), null, 2)}\n` : textOf(report),
        );
        return isSame(report) ? 0 : 1;
      } finally {
        progress.end();
        before.close();
        after.close();
        await target.close();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
      io.stderr.write('Interrupted: nothing is left behind\n');
      return INTERRUPTED;
    } finally {
      release();
    }
  },
};
