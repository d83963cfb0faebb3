/**
 * A small study that a worker lives through while the page still reads its file, so that the engine's code has been
 * compiled by the time it is asked for anything. Its results are thrown away; nothing of it can be seen.
 */
import small from 'standby:rehearsal';
import { toModel } from '../scenario/model.ts';
import { StudyThread } from './study.ts';

/** One run after another; each takes a few milliseconds once the code is compiled. */
export function rehearsal(): (run: number) => void {
  const thread = new StudyThread(toModel(small, {}), 'rehearsal');
  return (run) => void thread.run(run);
}
