/** The one-threaded rows in a worker of the browser. */
import { rows, type Row } from './cases.ts';

self.onmessage = ({ data }: MessageEvent<{ texts: { w2: string; bolton: string }; quick: boolean }>): void => {
  const found: readonly Row[] = rows(data.texts, data.quick, () => undefined);
  self.postMessage(found);
};
