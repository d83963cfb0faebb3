/** What an export is told besides the study and its summary. */
import type { PrecisionReport } from '../decide/untilPrecise.ts';

export interface ExportOptions {
  /** Of a study that went on until a stated precision. */
  readonly precision?: PrecisionReport;
  /** Runs in each world of parameters: from 2 on, chance and not knowing are told apart. */
  readonly replicates?: number;
}
