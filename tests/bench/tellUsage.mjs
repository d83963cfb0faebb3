/** Loaded before a program: when it ends, what it took is written to a pipe that its parent reads. */
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const PIPE = 3;

/** The most that was resident. To Linux what its parent had when it was started counts as a process's own too, save here. */
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
}

// Worker threads load it too; what the process took includes them.
if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeSync(PIPE, JSON.stringify({ kibibytes: peak(), processorSeconds: (userCPUTime + systemCPUTime) / 1e6 }));
  });
