import { describe, expect, it, vi } from 'vitest';
import { aboutPart } from '../../../src/results/network/about.ts';
import {
  concentrationCells,
  concentrationParts,
  concentrationRow,
} from '../../../src/results/network/concentration.ts';
import { coverOf } from '../../../src/results/network/cover.ts';
import { bareServices, mostDependedOn, networkFinding } from '../../../src/results/network/finding.ts';
import { impactOf } from '../../../src/results/network/impact.ts';
import { middleRun } from '../../../src/results/network/middleRun.ts';
import { sharedSentences } from '../../../src/results/network/sharedCause.ts';
import { startedIn, type Network } from '../../../src/results/network/network.ts';
import type { Requirement } from '../../../src/scenario/schema.ts';
import { Dice } from '../../helpers/dice.ts';
import { builtIn, networkFrom, small } from '../../helpers/networks.ts';

// Most of the time goes into reading scenarios.
vi.setConfig({ testTimeout: 60_000 });

const strategy = (network: Network, id = 'today') => network.model.scenario.strategies.find((one) => one.id === id)!;
const backup = (network: Network, id: string) => startedIn(network).find((one) => one.id === id)!;
const told = (network: Network, id: string): string =>
  aboutPart(network, id, network.model.scenario.strategies[0]!)!
    .sections.flatMap(({ sentences, list }) => [...sentences, ...(list?.entries ?? [])])
    .join(' ');

describe('what breaks when a component fails', () => {
  it('is what a count over all requirements says, in 30 drawn graphs', () => {
    for (let number = 0; number < 30; number++) {
      const dice = new Dice(number);
      const N = 7;
      const requires = Array.from({ length: N }, (_, k): Requirement | undefined => {
        if (k === 0 || dice.chance(0.25)) return undefined;
        const of: Requirement[] = Array.from({ length: dice.whole(1, 3) }, () => `part-${dice.whole(0, k - 1)}`);
        if (dice.chance(0.3)) of.push({ any: [`part-${dice.whole(0, k - 1)}`, `part-${dice.whole(0, k - 1)}`] });
        return dice.pick<Requirement>([{ all: of }, { any: of }, { atLeast: { k: dice.whole(1, of.length), of } }]);
      });
      const needs = Array.from({ length: 4 }, () => [dice.whole(0, N - 1), dice.whole(0, N - 1)]);
      const network = networkFrom(
        small({
          components: requires
            .map(
              (one, k) =>
                `  - { id: part-${k}, title: Part ${k}${one === undefined ? '' : `, requires: ${JSON.stringify(one)}`} }`,
            )
            .join('\n'),
          services: needs.map(([a, b], k) => [
            `service-${k}`,
            a === b
              ? `[{ component: part-${a}, share: 0.25 }]`
              : `[{ component: part-${a}, share: 0.25 }, { component: part-${b}, share: 0.5 }]`,
          ]),
          fault: 'part-0',
        }),
      );
      for (let failed = 0; failed < N; failed++) {
        const works: boolean[] = [];
        const met = (wanted: Requirement): boolean => {
          if (typeof wanted === 'string') return works[Number(wanted.slice(5))]!;
          const parts = 'all' in wanted ? wanted.all : 'any' in wanted ? wanted.any : wanted.atLeast.of;
          return parts.filter(met).length >= ('all' in wanted ? parts.length : 'any' in wanted ? 1 : wanted.atLeast.k);
        };
        requires.forEach((wanted, k) => works.push(k !== failed && (wanted === undefined || met(wanted))));
        const impact = impactOf(network, [`part-${failed}`]);
        const broken = needs.flatMap(([a, b], k) => (works[a!] && works[b!] ? [] : [`service-${k}`]));
        expect(impact.services.map(({ id }) => id)).toEqual(broken);
        // Every service is 10 hours of work a week; what is left without the first need is a quarter, without the second alone half.
        expect(impact.hours).toBeCloseTo(10 * broken.length, 9);
        const stopped = needs.reduce((sum, [a, b]) => sum + (works[a!] ? (works[b!] ? 0 : 5) : 7.5), 0);
        expect(impact.stoppedHours).toBeCloseTo(stopped, 9);
      }
    }
  });

  it('in Bolton the security agent takes EMIS Web with it', () => {
    const network = builtIn('bolton-2024-07-19');
    expect(impactOf(network, ['security-agent']).hours).toBe(impactOf(network, ['emis-web']).hours);
    expect(told(network, 'security-agent')).toContain('It takes Hosting of EMIS Web and EMIS Web with it.');
    expect(told(network, 'security-agent')).toContain('at 19 of 20 practices');
  });

  it('nothing breaks with what only a backup needs, and nobody needs what nobody names', () => {
    const network = builtIn('bolton-2024-07-19', (text) =>
      text.replace('components:\n', 'components:\n  - { id: fax, title: Fax machine }\n'),
    );
    expect(told(network, 'read-only-service')).toMatch(
      /No service breaks when it alone fails.*One backup needs it: Read-only record/,
    );
    expect(told(network, 'fax')).toContain('Nobody needs it, so what happens to it makes no difference.');
  });

  it('one of two lines that are each enough takes nothing with it, both together do', () => {
    const network = networkFrom(
      small({
        components: `  - { id: line-a, title: Line A }
  - { id: line-b, title: Line B }
  - { id: records, title: Records, requires: { any: [line-a, line-b] } }`,
        fault: 'line-a',
      }),
    );
    expect(impactOf(network, ['line-a']).hits).toEqual([]);
    expect(impactOf(network, ['line-a', 'line-b']).hours).toBeCloseTo(10, 9);
    expect(told(network, 'records')).toContain('Any of (Line A; Line B).');
  });
});

describe('who has a backup', () => {
  const components = `  - { id: line, title: Line }
  - { id: records, title: Records, requires: line }
  - { id: second, title: Second view, supplier: Same, requires: line }`;
  const paper =
    '{ id: paper, kind: paper-pack, title: Paper, owner: site, covers: [{ services: [cases], component: records, share: 0.5 }] }';
  const view =
    '{ id: view, kind: read-only-record, title: View, owner: icb, requires: [second], covers: [{ services: [cases, letters], component: records, share: 0.9 }] }';
  const two = [
    ['cases', '[{ component: records, share: 0 }]'],
    ['letters', '[{ component: records, share: 0 }]'],
  ] as const;

  it('a backup that needs what fails is of no use, and one that does not is', () => {
    const network = networkFrom(
      small({ components, services: two, backups: `${paper}, ${view}`, uses: 'paper, view' }),
    );
    const at = (failed: string) => coverOf(network, impactOf(network, [failed]), strategy(network));
    expect(at('records').map(({ by, lost }) => [by, lost])).toEqual([
      [['paper', 'view'], []],
      [['view'], []],
    ]);
    expect(at('line').map(({ by, lost }) => [by, lost])).toEqual([
      [['paper'], ['view']],
      [[], ['view']],
    ]);
    expect(bareServices(network, impactOf(network, ['line']), strategy(network)).bare).toEqual(['office/letters']);
    expect(bareServices(network, impactOf(network, ['line']), strategy(network, 'bare')).bare).toHaveLength(2);
    expect(told(network, 'line')).toContain('View would fail with it');
  });

  it('a support counts as far as it keeps up what fails, unless what it needs fails too', () => {
    const support =
      '{ id: dongle, kind: mobile-data, title: Dongle, owner: site, requires: [mobile], supports: [{ component: line, level: 0.7 }] }';
    const network = networkFrom(
      small({
        components: `${components}\n  - { id: mobile, title: Mobile network }`,
        backups: support,
        uses: 'dongle',
      }),
    );
    const at = (failed: readonly string[]) => coverOf(network, impactOf(network, failed), strategy(network));
    expect(at(['line']).map(({ chance, by }) => [chance, by])).toEqual([[1, ['dongle']]]);
    expect(at(['records']).map(({ chance, by }) => [chance, by])).toEqual([[0, []]]);
    expect(at(['line', 'mobile']).map(({ chance, lost }) => [chance, lost])).toEqual([[0, ['dongle']]]);
  });

  it('only the sites of its scope have it, and a share of those that must have prepared', () => {
    const offices = ['a', 'b', 'c', 'd'].map((id) => `  - { id: ${id}, title: ${id}, template: office }`).join('\n');
    const of = (scope: string): Network =>
      networkFrom(
        small({
          components,
          sites: offices,
          backups: paper.replace('owner: site', `owner: site, ${scope}`),
          uses: 'paper',
        }),
      );
    const share = (network: Network): number | undefined =>
      concentrationRow(
        network,
        concentrationParts(network).find(({ part }) => part === 'records')!,
      ).backedUp[0];
    expect(share(of('sites: [a]'))).toBeCloseTo(0.25, 9);
    expect(share(of('sites: all'))).toBe(1);
    expect(share(of('sites: { share: 0.5 }'))).toBeCloseTo(0.5, 9);
    expect(share(of('sites: all, preparation: { what: Forms, share: 0.75 }'))).toBeCloseTo(0.75, 9);
    expect(share(of('sites: all, preparation: { what: Forms, share: 0.75, otherwise: { delay: 4 h } }'))).toBe(1);
  });
});

describe('what a backup shares with what it backs up', () => {
  it('in Bolton EMIS Web and the read-only service share the line, and a supplier', () => {
    const network = builtIn('bolton-2024-07-19');
    expect(sharedSentences(network, backup(network, 'read-only'), new Set(['emis-web']))).toEqual([
      'Read-only record and appointment book needs Internet and HSCN line of the practice, and so does EMIS Web: if that fails, both fail.',
      'What Read-only record and appointment book needs and EMIS Web have a supplier in common: EMIS.',
    ]);
    expect(sharedSentences(network, backup(network, 'paper-pack'))).toEqual([]);
  });

  it('names the nearest common cause, and says when it need not take both', () => {
    const of = (requires: string): string[] =>
      sharedSentences(
        networkFrom(
          small({
            components: `  - { id: power, title: Power }
  - { id: hosting, title: Hosting, requires: power }
  - { id: other, title: Other centre }
  - { id: records, title: Records, requires: hosting }
  - { id: view, title: View, requires: ${requires} }`,
            backups:
              '{ id: copy, kind: read-only-record, title: Copy, owner: icb, requires: [view], covers: [{ services: [cases], component: records, share: 0.9 }] }',
            uses: 'copy',
          }),
        ),
        backup(
          networkFrom(
            small({
              components: '  - { id: records, title: Records }\n  - { id: view, title: View }',
              backups:
                '{ id: copy, kind: read-only-record, title: Copy, owner: icb, requires: [view], covers: [{ services: [cases], component: records, share: 0.9 }] }',
              uses: 'copy',
            }),
          ),
          'copy',
        ),
      );
    expect(of('hosting')).toEqual(['Copy needs Hosting, and so does Records: if that fails, both fail.']);
    expect(of('{ any: [hosting, other] }')).toEqual([
      'Copy and Records can both be touched by a failure of Hosting, though that alone does not take both.',
    ]);
    expect(of('other')).toEqual([]);
    expect(of('records')).toEqual(['Copy needs Records, which it is meant to stand in for: it fails with it.']);
  });
});

describe('the concentration table', () => {
  it('of Bolton has every part once, shares between none and all, and a file of the same', () => {
    const network = builtIn('bolton-2024-07-19');
    const rows = concentrationParts(network).map((part) => concentrationRow(network, part));
    expect(new Set(rows.map(({ part }) => part)).size).toBe(rows.length);
    for (const { rests, stops, backedUp } of rows) {
      expect(rests).toBeGreaterThanOrEqual(stops);
      expect(rests).toBeLessThanOrEqual(1);
      for (const share of backedUp) if (share !== undefined) expect(share).toBeLessThanOrEqual(1 + 1e-9);
    }
    // The strategy without backups carries nothing, and no function carries more work than its system.
    expect(rows.every(({ backedUp }) => (backedUp[1] ?? 0) === 0)).toBe(true);
    const rests = (part: string): number => rows.find((row) => row.part === part)!.rests;
    expect(rests('emis-web/read')).toBeLessThan(rests('emis-web'));
    const cells = concentrationCells(network, rows);
    expect(cells).toHaveLength(rows.length + 1);
    expect(new Set(cells.map((row) => row.length)).size).toBe(1);
  });
});

describe('the sentence above the map', () => {
  it('is true of Bolton under every strategy', () => {
    const network = builtIn('bolton-2024-07-19');
    expect(mostDependedOn(network)).toBe('emis-web');
    const impact = impactOf(network, ['emis-web']);
    for (const one of network.model.scenario.strategies) {
      const { bare } = bareServices(network, impact, one);
      const sentence = networkFinding(network, one);
      expect(sentence).toMatch(/^83% of all work, 20 services at 19 of 20 practices, rests on EMIS Web; /);
      expect(impact.services).toHaveLength(20);
      expect(sentence).toContain(
        bare.length < 20
          ? `; ${bare.length} of these services have no backup in “${one.title}”`
          : `; none of these services has a backup in “${one.title}”`,
      );
    }
    expect(Math.round((100 * impact.hours) / network.allHours)).toBe(83);
  });

  it('uses the words of airport and railway, and says when no work rests on anything', () => {
    const first = (network: Network): string => networkFinding(network, network.model.scenario.strategies[0]!);
    expect(first(builtIn('airport-2024-07-19'))).toMatch(
      /^87% of all work, 4 services at 6 of 6 check-in areas, rests on Windows machines at desks/,
    );
    expect(first(builtIn('railway-2024-07-19'))).toMatch(
      /at 5 of 5 control rooms, rests on Data centre of the operator; 1 of these services has no backup in “/,
    );
    const idle = networkFrom(small({ components: '  - { id: records, title: Records }', services: [['cases', '[]']] }));
    expect(first(idle)).toBe('No work rests on any of the components');
  });
});

describe('a site', () => {
  it('says what it needs, what backs it up and where its patients are passed on to', () => {
    const text = told(builtIn('bolton-2024-07-19'), 'site:practice-12');
    expect(text).toContain('Behind that: Internet and HSCN line of the practice.');
    expect(text).toContain('Paper pack, owned by the practice (not drilled in the last year).');
    expect(text).toMatch(/NHS 111 and urgent care: .*by “Send some people to 111”/);
  });

  it('everything on the map has something said of it, in every built-in scenario', () => {
    for (const file of ['bolton-2024-07-19', 'airport-2024-07-19', 'railway-2024-07-19', 'device-recovery-2024-07']) {
      const network = builtIn(file);
      const ids = [
        ...concentrationParts(network).map(({ part }) => part),
        ...network.model.sites.map(({ id }) => `site:${id}`),
        ...network.kinds.flatMap(({ id }) => [`services:${id}`, `sites:${id}`]),
      ];
      for (const id of ids) {
        expect(aboutPart(network, id, network.model.scenario.strategies[0]!)?.title).toBeTruthy();
        expect(told(network, id)).not.toMatch(/undefined|NaN| {2}|\.\./);
      }
      expect(aboutPart(network, 'nothing-of-the-kind', network.model.scenario.strategies[0]!)).toBeUndefined();
    }
  });
});

describe('the middle run', () => {
  const run = (number: number, end: number, hit = 5) => ({
    run: number,
    incidentTick: [hit, -1],
    restoredTick: [end, 9999],
  });
  it('is the middle one by when the last site hit has everything back, of equals the first', () => {
    expect(middleRun([])).toBeUndefined();
    expect(middleRun([run(0, 30), run(1, 10), run(2, 20)])).toBe(2);
    expect(middleRun([run(0, 20), run(1, 20), run(2, 20), run(3, 10)])).toBe(0);
    expect(middleRun([run(0, 0, -1)])).toBe(0);
  });
});
