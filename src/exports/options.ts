/** What an export is told besides the study and its summary. */
import type { PrecisionReport } from '../decide/untilPrecise.ts';

export interface ExportOptions {
  /** Of a study that went on until a stated precision. */
  readonly precision?: PrecisionReport;
}
