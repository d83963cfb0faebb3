/** The terminal that answers go to: text on one side, and on the other progress, notes and problems. */

/** Where text goes. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether a line on the error side can be rewritten. */
  readonly isTTY: boolean;
}

/** Says how far something is: one line that is rewritten, or one line a quarter where lines cannot be. */
export function progressLine(terminal: Terminal): (share: number, line: string) => void {
  let shown = 0;
  return (share, line) => {
    if (terminal.isTTY) {
      terminal.err(`\r\x1b[2K${line}`);
      return;
    }
    const quarter = Math.floor(4 * share);
    if (quarter > shown) terminal.err(`${line}\n`);
    shown = Math.max(shown, quarter);
  };
}

/** Takes a line of progress away. */
export function endProgress(terminal: Terminal): void {
  if (terminal.isTTY) terminal.err('\r\x1b[2K');
}
