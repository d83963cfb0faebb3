/** Queueing formulas with known answers. Rates are per minute, times in minutes, `servers` people work side by side. */

/** The chance that an arrival must wait in M/M/c (Erlang C), by the recursion of Erlang's loss formula. */
export function erlangC(load: number, servers: number): number {
  let blocked = 1;
  for (let c = 1; c <= servers; c++) blocked = (load * blocked) / (c + load * blocked);
  const utilisation = load / servers;
  return blocked / (1 - utilisation * (1 - blocked));
}

export interface Servers {
  readonly arrivals: number;
  readonly service: number;
  readonly servers: number;
}

/** Mean wait in M/M/c. */
export function meanWait({ arrivals, service, servers }: Servers): number {
  return erlangC(arrivals * service, servers) / (servers / service - arrivals);
}

/** The chance to wait longer than t in M/M/c. */
export function waitsLonger({ arrivals, service, servers }: Servers, t: number): number {
  return erlangC(arrivals * service, servers) * Math.exp(-(servers / service - arrivals) * t);
}

export interface Class {
  readonly arrivals: number;
  readonly service: number;
  readonly cv: number;
}

/** Half the rate times the mean square: work left in service as an arrival finds it. */
function workInService(classes: readonly Class[]): number {
  return classes.reduce((sum, { arrivals, service, cv }) => sum + (arrivals * service ** 2 * (1 + cv ** 2)) / 2, 0);
}

/** Mean wait in M/G/1, one queue for all classes (Pollaczek and Khinchine). */
export function pollaczekKhinchine(...classes: readonly Class[]): number {
  return workInService(classes) / (1 - classes.reduce((sum, { arrivals, service }) => sum + arrivals * service, 0));
}

/** Mean wait of each class in M/G/1, the first served first, none interrupted (Cobham 1954). */
export function cobham(classes: readonly Class[]): number[] {
  let before = 0;
  return classes.map(({ arrivals, service }) => {
    const upTo = before + arrivals * service;
    const wait = workInService(classes) / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

/** The same for c servers and one exponential service time for all classes. */
export function cobhamManyServers(arrivals: readonly number[], service: number, servers: number): number[] {
  const total = arrivals.reduce((sum, rate) => sum + rate, 0);
  const busy = (erlangC(total * service, servers) * service) / servers;
  let before = 0;
  return arrivals.map((rate) => {
    const upTo = before + (rate * service) / servers;
    const wait = busy / ((1 - before) * (1 - upTo));
    before = upTo;
    return wait;
  });
}

/** M/M/c with exponential patience (Erlang A): share that gives up, and mean time in the queue of all, by its birth and death rates. */
export function erlangA({ arrivals, service, servers }: Servers, patience: number): { givesUp: number; wait: number } {
  let weight = 1;
  let total = 1;
  let queue = 0;
  for (let n = 1; n < 5000 && (n <= servers || weight > 1e-18 * total); n++) {
    weight *= arrivals / (Math.min(n, servers) / service + Math.max(0, n - servers) / patience);
    total += weight;
    queue += Math.max(0, n - servers) * weight;
  }
  const wait = queue / total / arrivals;
  return { givesUp: wait / patience, wait };
}

/** Time until none waits, with w waiting at first and all servers busy: the first passage of a random walk. */
export function drainTime({ arrivals, service, servers }: Servers, w: number): { mean: number; variance: number } {
  const [up, down] = [arrivals, servers / service];
  return { mean: w / (down - up), variance: (w * (down + up)) / (down - up) ** 3 };
}

/** Time until all of n waiting behind closed doors are done, with nobody joining: mean and variance of a sum of exponentials. */
export function emptyingTime(
  { service, servers }: Omit<Servers, 'arrivals'>,
  n: number,
): { mean: number; variance: number } {
  let [mean, variance] = [0, 0];
  for (let k = 1; k <= n; k++) {
    const each = service / Math.min(k, servers);
    mean += each;
    variance += each * each;
  }
  return { mean, variance };
}
