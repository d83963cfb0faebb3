/** One tab stop for all the buttons in the cells of a table: arrows go from cell to cell, Home and End along a row. */

/** An attachment for the table. Cells with a button have it as `button.cell`; the first is the tab stop until another has been visited. */
export function rovingCells(table: HTMLTableElement): () => void {
  const buttons = (): HTMLButtonElement[] => [...table.querySelectorAll<HTMLButtonElement>('button.cell')];
  const stopAt = (chosen: HTMLButtonElement | undefined): void => {
    for (const button of buttons()) button.tabIndex = button === chosen ? 0 : -1;
  };
  const isCell = (target: EventTarget | null): target is HTMLButtonElement =>
    target instanceof HTMLButtonElement && target.classList.contains('cell');
  const moved = (event: KeyboardEvent): void => {
    if (!isCell(event.target)) return;
    const next = neighbour(table, event.target, event.key);
    if (!next) return;
    event.preventDefault();
    stopAt(next);
    next.focus();
  };
  const focused = ({ target }: FocusEvent): void => {
    if (isCell(target)) stopAt(target);
  };
  // Rows come and go: there must always be one that can be reached.
  const watch = new MutationObserver(() => {
    if (!buttons().some(({ tabIndex }) => tabIndex === 0)) stopAt(buttons()[0]);
  });
  stopAt(buttons()[0]);
  watch.observe(table, { childList: true, subtree: true });
  table.addEventListener('keydown', moved);
  table.addEventListener('focusin', focused);
  return () => {
    watch.disconnect();
    table.removeEventListener('keydown', moved);
    table.removeEventListener('focusin', focused);
  };
}

/** The button in the direction of a key, in the same row or the same column; undefined for other keys and at the edge. */
function neighbour(table: HTMLTableElement, from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
  const cell = from.closest('td')!;
  const row = cell.closest('tr')!;
  const inRow = [...row.querySelectorAll<HTMLButtonElement>('button.cell')];
  const at = inRow.indexOf(from);
  if (key === 'ArrowRight') return inRow[at + 1];
  if (key === 'ArrowLeft') return inRow[at - 1];
  if (key === 'Home') return inRow[0];
  if (key === 'End') return inRow.at(-1);
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const next = rows[rows.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)];
  return next?.cells[cell.cellIndex]?.querySelector<HTMLButtonElement>('button.cell') ?? undefined;
}
