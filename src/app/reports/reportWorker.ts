/** The worker in which report files are written: one request, one answer. */
import { writeHere, type ToWrite, type Written } from './writeHere.ts';

const scope = globalThis as unknown as {
  postMessage(written: Written): void;
  onmessage: ((event: MessageEvent<ToWrite>) => void) | null;
};

scope.onmessage = ({ data }) => {
  writeHere(data).then(
    (blob) => scope.postMessage({ blob }),
    (reason: unknown) => scope.postMessage({ error: reason instanceof Error ? reason.message : String(reason) }),
  );
};
