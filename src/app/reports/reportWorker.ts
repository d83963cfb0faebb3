/** The worker in which report files are written: runs if there are any, one request, one answer. */
import type { MeasuredRun } from '../../results/resultSet.ts';
import { writeHere, type ToWrite, type ToWriter, type Written } from './writeHere.ts';

const scope = globalThis as unknown as {
  postMessage(written: Written): void;
  onmessage: ((event: MessageEvent<ToWriter>) => void) | null;
};
const runs: MeasuredRun[] = [];

scope.onmessage = ({ data }) => {
  if ('runs' in data) {
    runs.push(...data.runs);
    return;
  }
  writeHere(whole(data.write)).then(
    (blob) => scope.postMessage({ blob }),
    (reason: unknown) => scope.postMessage({ error: reason instanceof Error ? reason.message : String(reason) }),
  );
};

/** With the runs that came before it. */
function whole(what: ToWrite): ToWrite {
  return 'told' in what ? { ...what, told: { ...what.told, set: { ...what.told.set, runs } } } : what;
}
