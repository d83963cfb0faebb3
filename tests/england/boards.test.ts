/** Boards run one by one on several runners, and put together: nothing depends on who was done first. */
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { readEnglandArguments } from '../../src/cli/englandArguments.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { boardRow, nationOf } from '../../src/decide/england/nation.ts';
import { runBoards, type BoardJob } from '../../src/decide/england/runBoards.ts';
import { englandCsv, englandJson, englandText, type EnglandResult } from '../../src/exports/england.ts';
import { boardJobs, partsOf } from '../../src/imports/boardJobs.ts';
import { baseOf, networkModel, TEMPLATE_OF, touchedSystems } from '../../src/imports/networkScenario.ts';
import type { Network, Practice, System } from '../../src/imports/practices.ts';
import { StudyCancelled, type Runner } from '../../src/runner/runner.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { studyOf } from '../helpers/study.ts';

const bolton = boltonModel().scenario;
const base = baseOf({ ...bolton, warmUpDays: 4, start: '2024-07-15', days: 24 }, builtInTemplates);

const practice = (icb: string, k: number, system: System): Practice => ({
  code: `${icb.toLowerCase()}-${k}`,
  system,
  pcn: `${icb.toLowerCase()}-pcn`,
  icb,
  patients: 3000 + 500 * k,
});
/** Three boards: on EMIS, half of it, and on TPP. */
const network: Network = {
  source: 'made up for a test',
  practices: [practice('AA', 1, 'emis'), practice('BB', 1, 'emis'), practice('BB', 2, 'tpp'), practice('CC', 1, 'tpp')],
  boards: ['AA', 'BB', 'CC'].map((code) => ({ code, name: `Board ${code}`, region: 'R', regionName: 'Region' })),
};

/** Simulates in this thread, and answers after a number of turns. */
function runner(turns = 0, before: () => void = () => undefined): Runner & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    run({ model, runs, seed }, on) {
      asked.push(model.scenario.groups[0]!.id);
      before();
      const set = studyOf(model, runs, seed);
      let stopped = false;
      const wait = async (): Promise<typeof set> => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        if (stopped) throw new StudyCancelled('cancelled');
        on.progress?.({ runsDone: runs, runs });
        return set;
      };
      return { done: wait(), cancel: () => void (stopped = true) };
    },
    dispose: () => undefined,
  };
}

const jobs = boardJobs(base, network);
const options = { seed: 'boards', runs: 2 };
const alone = await runBoards(jobs, [runner()], options).done;

describe('boards', () => {
  it('are dealt out largest first and come back in the order asked for', async () => {
    const one = runner();
    const told: string[] = [];
    const done = await runBoards(jobs, [one], options, { board: ({ code }) => told.push(code) }).done;
    expect(one.asked).toEqual(['icb-bb', 'icb-aa']);
    expect(told).toEqual(['BB', 'AA', 'CC']);
    expect(done.map(({ code }) => code)).toEqual(['AA', 'BB', 'CC']);
  });
  it('give the same figures on one runner and on three, whoever is done first', async () => {
    expect(await runBoards(jobs, [runner(9), runner(1), runner(4)], options).done).toEqual(alone);
  });
  it('give the same figures whichever other boards are asked for', async () => {
    const only = boardJobs(base, network, ['BB']);
    expect((await runBoards(only, [runner()], options).done)[0]).toEqual(alone[1]);
  });
  it('say how far they are, to the last practice', async () => {
    const told: number[] = [];
    await runBoards(jobs, [runner()], options, { progress: ({ done, all }) => told.push(done / all) }).done;
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
  it('stop when they are cancelled, and ask for no further board', async () => {
    const one = runner(3);
    const handle = runBoards(jobs, [one], options);
    handle.cancel();
    await expect(handle.done).rejects.toThrow(StudyCancelled);
    expect(one.asked).toHaveLength(1);
  });
  it('fail with the first error, and stop the others', async () => {
    const broken: BoardJob = {
      code: 'AA',
      parts: [
        {
          practices: 99,
          model: () => {
            throw new Error('no such board');
          },
        },
      ],
    };
    const other = runner(50);
    await expect(runBoards([broken, ...jobs], [runner(), other], options).done).rejects.toThrow('no such board');
    expect(other.asked.length).toBeLessThan(3);
  });
});

describe('the parts of a board', () => {
  const many = Array.from({ length: 120 }, (_, k) => ({
    ...practice('DD', k + 1, 'emis'),
    pcn: `pcn-${Math.floor(k / 7)}`,
  }));
  it('are whole networks, some fifty practices each, and leave nobody out', () => {
    const parts = partsOf(many);
    expect(parts.map(({ length }) => length)).toEqual([49, 49, 22]);
    expect(parts.flat()).toEqual(many);
    for (const pcn of new Set(many.map((one) => one.pcn)))
      expect(parts.filter((part) => part.some((one) => one.pcn === pcn))).toHaveLength(1);
  });
  it('give a board the figures that it has in one piece', async () => {
    // No share of practices is drawn in the first strategy, so that rounding it in parts does not matter.
    const today = { ...base, scenario: { ...base.scenario, strategies: base.scenario.strategies.slice(0, 1) } };
    const four = [1, 2, 3, 4].map((k) => ({ ...practice('DD', k, k === 2 ? 'tpp' : 'emis'), pcn: `pcn-${k}` }));
    const job = (...parts: Practice[][]): BoardJob => ({
      code: 'DD',
      parts: parts.map((practices) => ({
        practices: practices.length,
        model: () => networkModel(today, dd, practices),
      })),
    });
    const dd: Network = { ...network, boards: [{ code: 'DD', name: 'Board DD', region: 'R', regionName: 'Region' }] };
    const [whole] = await runBoards([job(four)], [runner()], options).done;
    const [parts] = await runBoards([job(four.slice(0, 1), four.slice(1))], [runner(3), runner()], options).done;
    const { systems: a, strategies: x, normalHours: h, ...same } = whole!;
    const { systems: b, strategies: y, normalHours: g, ...alike } = parts!;
    expect(alike).toEqual(same);
    expect(g).toBeCloseTo(h, 9);
    a.forEach((system, k) => {
      const { strategies, normalHours, ...counts } = system;
      expect(b[k]).toMatchObject(counts);
      expect(b[k]!.strategies[0]!.notBack).toEqual(strategies[0]!.notBack);
      expect(normalHours).toBeCloseTo(b[k]!.normalHours, 9);
      b[k]!.strategies[0]!.extraHours.forEach((hours, at) => {
        if (Math.abs(hours - strategies[0]!.extraHours[at]!) > 1e-6) throw new Error(`hour ${at}: ${hours}`);
      });
    });
    expect(y[0]!.typical).toEqual(x[0]!.typical);
    expect(y[0]!.ninetieth).toEqual(x[0]!.ninetieth);
    expect(y[0]!.means.withoutRecord).toBeCloseTo(x[0]!.means.withoutRecord, 6);
  });
});

describe('practices that the incident does not reach', () => {
  it('are those on other systems, unless something is done at practices that are not hit', () => {
    expect([...touchedSystems(base)]).toEqual(['emis']);
    const everywhere = {
      ...base,
      scenario: {
        ...base.scenario,
        actions: base.scenario.actions.map((action) => ({ ...action, sites: 'all' as const })),
      },
    };
    expect([...touchedSystems(everywhere)]).toEqual(['emis', 'tpp', 'other']);
    const faults = base.scenario.incident.faults.map((fault) => ({ ...fault, component: 'internet' }) as typeof fault);
    const lines = { ...base, scenario: { ...base.scenario, incident: { ...base.scenario.incident, faults } } };
    // What the file says nothing about rests on nothing in it.
    expect([...touchedSystems(lines)]).toEqual(['emis', 'tpp']);
  });
  it('are not simulated, and have the figures that they have when they are', async () => {
    const parts = jobs.flatMap((job) => job.parts);
    expect(parts.filter(({ untouched }) => untouched).map(({ practices }) => practices)).toEqual([1, 1]);
    const simulated = jobs.map((job) => ({ ...job, parts: job.parts.map((part) => ({ ...part, untouched: false })) }));
    const full = await runBoards(simulated, [runner()], options).done;
    full.forEach((board, k) => {
      const { normalHours, systems, strategies, ...same } = board;
      const { normalHours: hours, systems: ours, strategies: told, ...alike } = alone[k]!;
      expect(alike).toEqual(same);
      expect(hours).toBeCloseTo(normalHours, 9);
      systems.forEach(({ normalHours: own, ...figures }, t) => {
        expect(ours[t]).toMatchObject(figures);
        expect(ours[t]!.normalHours).toBeCloseTo(own, 9);
      });
      strategies.forEach((strategy, t) => {
        expect(told[t]!.typical).toEqual(strategy.typical);
        expect(told[t]!.means).toEqual(strategy.means);
        strategy.peakDays.forEach((peak, r) => expect(told[t]!.peakDays[r]).toBeCloseTo(peak, 12));
      });
    });
  });
});

describe('the figures of a board', () => {
  const [aa, bb, cc] = alone.map((board) => boardRow(board, 0)) as [Row, Row, Row];
  type Row = ReturnType<typeof boardRow>;
  it('count whom the incident hits, by record system', () => {
    expect([aa.hit, bb.hit, cc.hit]).toEqual([1, 1, 0]);
    expect([aa.shareHit, bb.shareHit, cc.shareHit]).toEqual([1, 0.5, 0]);
  });
  it('expose about 21 appointments for each 1,000 patients of the practices hit, and none of the others', () => {
    expect((1000 * aa.appointments) / aa.patients).toBeGreaterThan(18);
    expect((1000 * aa.appointments) / aa.patients).toBeLessThan(25);
    expect(cc.appointments + cc.contacts).toBe(0);
    const tpp = alone[1]!.systems.find(({ template }) => template === TEMPLATE_OF.tpp)!;
    expect(tpp.appointments).toEqual([0, 0]);
  });
  it('tell backlog and recovery where there was a disruption, and nothing where there was none', () => {
    expect(aa.peakDays.median).toBeGreaterThan(0.1);
    expect(aa.typical.median).toBeGreaterThan(0);
    expect(cc.peakDays.median).toBe(0);
    expect(alone[2]!.systems[0]!.strategies[0]!.notBack.every((count) => count === 0)).toBe(true);
  });
});

describe('the boards put together', () => {
  const nation = nationOf(alone);
  it('add practices, patients and exposed appointments up', () => {
    expect(nation.whole.practices).toBe(4);
    expect(nation.whole.patients).toBe(network.practices.reduce((sum, { patients }) => sum + patients, 0));
    const [emis, tpp] = nation.systems;
    expect(emis!.hit.median).toBe(2);
    expect(tpp!.hit.median).toBe(0);
    expect(nation.whole.appointments).toEqual(emis!.appointments);
  });
  it('have nobody back on the day of the incident and everybody back once no run says otherwise', () => {
    const { byDay } = nation.whole.strategies[0]!;
    expect(byDay[0]!.notBack).toBe(1);
    expect(byDay.map(({ notBack }) => notBack)).toEqual(byDay.map(({ notBack }) => notBack).sort((a, b) => b - a));
    const { peakDays, byDay: emisDays } = nation.systems[0]!.strategies[0]!;
    expect(Math.max(...emisDays.map(({ extraDays }) => extraDays))).toBeLessThanOrEqual(peakDays.p95 + 1e-9);
  });
});

describe('the files', () => {
  const result: EnglandResult = {
    network,
    boards: alone,
    title: 'Made up',
    firstDay: '2024-07-19',
    strategies: base.scenario.strategies.map(({ id, title }) => ({ id, title })),
    seed: 'boards',
    engineVersion: 'x',
  };
  it('hold every board under every strategy, as a long table', () => {
    const [head, ...rows] = englandCsv(result)
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(head).toEqual(['place', 'code', 'name', 'strategy', 'date', 'measure', 'statistic', 'value']);
    for (const code of ['AA', 'BB', 'CC'])
      for (const { id } of result.strategies)
        expect(rows.filter((row) => row[1] === code && row[3] === id && row[5] === 'practices hit')).toHaveLength(1);
    const days = rows.filter((row) => row[1] === 'AA' && row[3] === 'today' && row[4] !== '').map((row) => row[4]);
    expect([...new Set(days)]).toHaveLength(24);
    expect(days[0]).toBe('2024-07-19');
  });
  it('explain themselves as JSON, in which not being back is null', () => {
    const never = {
      ...alone[0]!,
      strategies: alone[0]!.strategies.map((one) => ({ ...one, typical: [Infinity, Infinity] })),
    };
    const told = JSON.parse(englandJson({ ...result, boards: [never] })) as {
      definitions: object;
      boards: { strategies: { typical: { median: number | null } }[] }[];
    };
    expect(Object.keys(told.definitions)).toContain('peakDays');
    expect(told.boards[0]!.strategies[0]!.typical.median).toBeNull();
    expect(englandText({ ...result, boards: [never] })).toMatch(/not back/);
  });
  it('hold England against the record only when all of it was run', () => {
    expect(englandText(result)).toMatch(/Practices on EMIS Web: 2\. On record: 3,633 .* about 3,700 in the press/);
    expect(englandText({ ...result, boards: alone.slice(0, 2) })).not.toMatch(/On record/);
  });
});

describe('the command line', () => {
  const ask = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const said = { out: '', err: '' };
    const terminal: Terminal = { out: (text) => (said.out += text), err: (text) => (said.err += text), isTTY: false };
    const code = await main(['--england', ...args], terminal, () => Promise.resolve(runner()));
    return { code, ...said };
  };
  it('reads boards one after another or with commas, in small letters too', () => {
    expect(readEnglandArguments(['--england', '--icb', 'qks', 'QOP', '--icb', 'QT6,QT1', '--runs', '3'])).toEqual({
      file: 'scenarios/bolton-2024-07-19.yaml',
      boards: ['QKS', 'QT6', 'QT1', 'QOP'],
      strategies: [],
      runs: 3,
    });
  });
  it.each([
    [['--icb', 'QXX'], /^--icb: there is no board "QXX"; there are QHM, QE1,/],
    [
      ['--strategy', 'luck'],
      /^--strategy: there is no strategy "luck"; there are today, nothing, read-only, weekend\.$/m,
    ],
    [['--runs', '101'], /^--runs: found "101", expected a whole number from 1 to 100\.$/m],
    [['--mapping', 'nowhere.csv'], /^nowhere\.csv: there is no such file\./m],
    [['--mapping', 'package.json'], /^package\.json: Line 1, GP_CODE: There is no column GP_CODE/m],
    [['scenarios/airport-2024-07-19.yaml'], /^scenarios\/airport.*reaches a record system that practices use/m],
    [['--csv', 'no-such-folder/x.csv'], /^--csv: the folder .* does not exist or cannot be written to\.$/m],
    [['--csv', 'x', '--json', 'x'], /^--json and --csv name the same file\.$/m],
    [['--tables', 'x'], /does not go with --england/],
  ])('refuses %j with the reason', async (args, reason) => {
    const { code, err } = await ask(...args);
    expect(code).toBe(2);
    expect(err).toMatch(reason);
  });
});
