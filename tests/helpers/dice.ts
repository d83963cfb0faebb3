/** Small repeatable random choices for generated test cases, keyed by a number. */

export class Dice {
  private state: number;

  constructor(key: number) {
    this.state = (Math.imul(key + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
  }

  /** Uniform in [0, 1), by mulberry32. */
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(p: number): boolean {
    return this.uniform() < p;
  }

  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  /** A number with two decimals. */
  real(low: number, high: number): number {
    return Math.round((low + this.uniform() * (high - low)) * 100) / 100;
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.uniform() * list.length)]!;
  }

  /** Each item of the list with probability p, in order. */
  some<T>(list: readonly T[], p: number): T[] {
    return list.filter(() => this.chance(p));
  }

  /** As `some`, with at least one. */
  several<T>(list: readonly T[], p: number): T[] {
    const chosen = this.some(list, p);
    return chosen.length > 0 ? chosen : [this.pick(list)];
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((item) => ({ item, key: this.uniform() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}
