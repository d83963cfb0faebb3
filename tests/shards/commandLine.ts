/** The command line in this thread, on the real engine: what it says, and the code it ends with. */
import { main } from '../../src/cli.ts';
import { answering, type ToWorker } from '../../src/runner/messages.ts';
import { createPool, type Port } from '../../src/runner/pool.ts';

/** A worker that lives in this thread and answers in its own turn. */
function port(): Port {
  let listener: Parameters<Port['onMessage']>[0] = () => {};
  let answer: ((message: ToWorker) => void) | undefined;
  return {
    post: (message) =>
      void setTimeout(() => {
        answer ??= answering((reply) => listener(reply));
        answer(message);
      }),
    onMessage: (to) => (listener = to),
    onError: () => {},
    close: () => {},
  };
}

export interface Said {
  readonly code: number;
  readonly out: string;
  /** The lines of the error side, progress left out. */
  readonly err: readonly string[];
  /** Whether anything was simulated. */
  readonly hasRun: boolean;
}

export async function standby(...args: readonly string[]): Promise<Said> {
  let [out, err, hasRun] = ['', '', false];
  const code = await main(
    args,
    { out: (text) => (out += text), err: (text) => (err += text), isTTY: false },
    async () => {
      hasRun = true;
      return createPool(1, port);
    },
  );
  const isProgress = (line: string): boolean => /^\d+ of (at most )?\d+ runs$/.test(line);
  return { code, out, err: err.split('\n').filter((line) => line !== '' && !isProgress(line)), hasRun };
}
