/** How the answers are looked at: which strategies, against which, in what unit. Nothing of its own starts a run. */
import type { Quantity, StudyResult } from '../results/types.ts';
import type { Asked } from '../results/why/index.ts';
import type { Period } from '../charts/period.ts';
import type { Study } from './study.svelte.ts';
import type { ColumnId } from './strategyTable.ts';

export type Unit = 'hours' | 'days' | 'items';

export type Days = 'around' | 'first' | 'whole' | Period;

export class View {
  quantity = $state<Exclude<Quantity, 'backlog'>>('extra');
  samples = $state(false);
  /** What the chart shows: around the outage, its first days, everything, or a part that somebody has chosen. */
  days = $state.raw<Days>('around');
  /** A date, or empty for the one that tells the strategies apart best. */
  date = $state('');
  measure = $state('typicalSite');
  /** The strategy that the verdict is about, or empty for the one that is back soonest. */
  verdictOf = $state('');
  /** Whether the table of strategies tells figures or differences from one of them, and what it is sorted by. */
  table = $state<'figures' | 'differences'>('figures');
  sort = $state.raw<{ readonly column: ColumnId; readonly isDescending: boolean } | undefined>();
  /** What somebody asks "why" of. */
  asked = $state.raw<Asked | undefined>();
  #unit = $state<Unit>('hours');
  #hidden = $state.raw<readonly string[]>([]);
  #baseline = $state('');
  readonly #study: Pick<Study, 'service' | 'lookAt'>;

  constructor(study: Pick<Study, 'service' | 'lookAt'>) {
    this.#study = study;
  }

  /** The key of the only service that everything is limited to, or `all`: for a list to choose from. */
  get service(): string {
    return this.#study.service ?? 'all';
  }
  set service(key: string) {
    this.#study.lookAt({ kind: 'service', id: key === 'all' ? undefined : key });
  }

  /** Items only of one service: pieces of different work are never added up. */
  get unit(): Unit {
    return this.#unit === 'items' && this.service === 'all' ? 'hours' : this.#unit;
  }
  set unit(unit: Unit) {
    this.#unit = unit;
  }

  isShown(strategy: string): boolean {
    return !this.#hidden.includes(strategy);
  }

  /** The last one that is on stays on. */
  show(strategy: string, on: boolean, all: readonly string[]): void {
    const others = this.#hidden.filter((id) => id !== strategy);
    const hidden = on ? others : [...others, strategy];
    if (all.some((id) => !hidden.includes(id))) this.#hidden = hidden;
  }

  /** What the others are compared with: chosen, or today's arrangement, or the first. */
  baselineOf(result: StudyResult): string {
    const { strategies } = result;
    const chosen =
      strategies.find((strategy) => strategy.id === this.#baseline) ??
      strategies.find((strategy) => strategy.baseline) ??
      strategies[0];
    return chosen?.id ?? '';
  }

  /** The strategy that is asked about when none is pointed at: the one compared with where it is shown, else the first that is. */
  chosenOf(result: StudyResult): string | undefined {
    const shown = result.strategies.filter(({ id }) => this.isShown(id));
    return (shown.find(({ id }) => id === this.baselineOf(result)) ?? shown[0])?.id;
  }

  /** Sorts by a column: less first, then more first, then the order of the file again. */
  sortBy(column: ColumnId): void {
    const { column: now, isDescending } = this.sort ?? {};
    this.sort =
      now !== column ? { column, isDescending: false } : isDescending ? undefined : { column, isDescending: true };
  }

  compareWith(strategy: string): void {
    this.#baseline = strategy;
  }
}
