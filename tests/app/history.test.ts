import { describe, expect, it } from 'vitest';
import { emptyHistory, record, redo, redoName, settle, undo, undoName, type History } from '../../src/app/history.ts';

describe('undo and redo', () => {
  it('go back and forward through named states', () => {
    let history: History<number> = emptyHistory();
    history = settle(record(history, 'length', 'length, 13 h', 0, 1));
    history = settle(record(history, 'share', 'share, 80%', 1, 2));
    expect(undoName(history)).toBe('share, 80%');
    const back = undo(history)!;
    expect(back.state).toBe(1);
    expect(redoName(back.history)).toBe('share, 80%');
    expect(redo(back.history)!.state).toBe(2);
    expect(undo(undo(back.history)!.history)).toBeUndefined();
  });

  it('make one step of a drag, named by where it ended', () => {
    let history: History<number> = emptyHistory();
    for (const value of [1, 2, 3]) history = record(history, 'length', `length, ${value} h`, value - 1, value);
    expect(history.past).toHaveLength(1);
    expect(undoName(history)).toBe('length, 3 h');
    expect(undo(history)!.state).toBe(0);
  });

  it('make two steps of two drags of the same slider', () => {
    let history: History<number> = emptyHistory();
    history = settle(record(history, 'length', 'first', 0, 1));
    history = record(history, 'length', 'second', 1, 2);
    expect(history.past.map((step) => step.name)).toEqual(['first', 'second']);
  });

  it('forget what was undone once something else is changed', () => {
    let history: History<number> = settle(record(emptyHistory<number>(), 'a', 'a', 0, 1));
    history = record(undo(history)!.history, 'b', 'b', 0, 5);
    expect(redo(history)).toBeUndefined();
  });

  it('keep the last hundred steps', () => {
    let history: History<number> = emptyHistory();
    for (let k = 0; k < 130; k++) history = settle(record(history, 'a', `${k}`, k, k + 1));
    expect(history.past).toHaveLength(100);
    expect(history.past[0]!.name).toBe('30');
  });
});
