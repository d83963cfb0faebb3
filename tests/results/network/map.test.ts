import { describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/charts/labels.ts';
import { drawingOf, stopsOf, TITLE_SIZE } from '../../../src/charts/network/drawing.ts';
import { moved } from '../../../src/charts/network/moves.ts';
import { compile } from '../../../src/engine/index.ts';
import { statusTimeline } from '../../../src/engine/statusTimeline.ts';
import { mapCells } from '../../../src/results/network/cells.ts';
import { entriesOf, type Entry } from '../../../src/results/network/entries.ts';
import { BOXES_AT_START, foldsOf, openAtStart, shownFolds } from '../../../src/results/network/folds.ts';
import { along, networkMap, type NetworkMap } from '../../../src/results/network/map.ts';
import type { Network } from '../../../src/results/network/network.ts';
import { changeAt, openedToShow } from '../../../src/results/network/opening.ts';
import {
  changeAfter,
  changeBefore,
  spanOf,
  statusesAt,
  statusShort,
  statusText,
  together,
} from '../../../src/results/network/statuses.ts';
import { board, builtIn, networkFrom, small } from '../../helpers/networks.ts';
import { took } from '../../helpers/took.ts';

const bands = { suppliers: 'Suppliers', systems: 'Systems', sites: 'Sites', services: 'Services' };
const mapOf = (network: Network, open = openAtStart(foldsOf(network))): NetworkMap =>
  networkMap(network, foldsOf(network), { open, strategy: network.model.scenario.strategies[0]! });

describe('the map', () => {
  it('of Bolton goes from suppliers by what requires what to sites and services, with its gate in words', () => {
    const network = builtIn('bolton-2024-07-19');
    const { nodes, edges } = mapOf(network);
    const has = (from: string, to: string): boolean => edges.some((edge) => edge.from === from && edge.to === to);
    expect(nodes.filter(({ kind }) => kind === 'gate').map(({ title }) => title)).toEqual(['all of']);
    expect(has('supplier:CrowdStrike', 'security-agent')).toBe(true);
    expect(has('security-agent', 'emis-hosting')).toBe(true);
    expect(has('internet', 'gate:emis-web')).toBe(true);
    expect(has('emis-web', 'sites:gp-practice/network-a')).toBe(true);
    expect(has('systmone', 'sites:gp-practice/network-c')).toBe(true);
    expect(has('systmone', 'sites:gp-practice/network-a')).toBe(false);
    expect(has('sites:gp-practice/network-a', 'services:gp-practice')).toBe(true);
  });

  it('draws what only a backup of the strategy needs as such', () => {
    const network = builtIn('bolton-2024-07-19');
    const through = (id: string): string[] =>
      networkMap(network, foldsOf(network), {
        open: openAtStart(foldsOf(network)),
        strategy: network.model.scenario.strategies.find((one) => one.id === id)!,
      }).edges.flatMap(({ from, throughBackup }) => (throughBackup ? [from] : []));
    expect(through('today')).toEqual([]);
    expect(new Set(through('read-only'))).toEqual(new Set(['read-only-service']));
  });

  it('says any, all and at least so many of', () => {
    expect(
      mapOf(board())
        .nodes.filter(({ kind }) => kind === 'gate')
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['all of', 'any of', 'at least 2 of 3']);
  });

  it('lights up what is upstream and downstream of a part and nothing beside it', () => {
    const network = builtIn('bolton-2024-07-19');
    const { boxes } = along(mapOf(network), 'emis-hosting');
    expect([...boxes].filter((id) => !id.startsWith('sites:'))).toEqual(
      expect.arrayContaining([
        'supplier:CrowdStrike',
        'security-agent',
        'gate:emis-web',
        'emis-web',
        'services:gp-practice',
      ]),
    );
    expect(boxes.has('internet')).toBe(false);
    expect(boxes.has('systmone')).toBe(false);
  });

  it('as rows and as a list names every box of the map', () => {
    const network = builtIn('bolton-2024-07-19');
    const folds = foldsOf(network);
    const open = new Set([...openAtStart(folds), 'more:gp-practice']);
    const map = mapOf(network, open);
    const parts = map.nodes
      .filter(({ kind }) => kind !== 'gate')
      .flatMap(({ id, rows }) => [id, ...rows.map((row) => row.id)]);
    expect(mapCells(network, map, () => 'working')).toHaveLength(parts.length + 1);
    const listed = (entries: readonly Entry[]): (string | undefined)[] =>
      entries.flatMap(({ id, inside }) => [id, ...listed(inside)]);
    expect(listed(entriesOf(network, folds, open))).toEqual(expect.arrayContaining(parts));
  });
});

describe('boxes of sites', () => {
  it('begin folded where there are many, and open all the way to a site that is looked for', () => {
    const network = board();
    const folds = foldsOf(network);
    const open = openAtStart(folds);
    expect(shownFolds(folds, open).map(({ id }) => id)).toEqual(['sites:office']);
    const shown = shownFolds(folds, openedToShow(network, folds, open, 'site:practice-7'));
    expect(shown.some(({ id }) => id === 'site:practice-7')).toBe(true);
    expect(shown.reduce((sum, { sites }) => sum + sites.length, 0)).toBe(200);
    expect(changeAt(network, folds, open, 'sites:office')!.text).toBe('Open into 40');
    const closed = changeAt(network, folds, openedToShow(network, folds, open, 'site:practice-7'), 'site:practice-7')!;
    expect(shownFolds(folds, closed.open)).toHaveLength(40);
  });

  it('are all open while there are a dozen, and hold every site once in every built-in scenario', () => {
    const airport = builtIn('airport-2024-07-19');
    expect(shownFolds(foldsOf(airport), openAtStart(foldsOf(airport)))).toHaveLength(7);
    for (const file of ['bolton-2024-07-19', 'railway-2024-07-19', 'device-recovery-2024-07']) {
      const network = builtIn(file);
      const shown = shownFolds(foldsOf(network), openAtStart(foldsOf(network)));
      expect(shown.length).toBeLessThanOrEqual(BOXES_AT_START);
      expect(shown.flatMap(({ sites }) => [...sites]).sort((a, b) => a - b)).toEqual(
        network.model.sites.map((_, s) => s),
      );
    }
  });
});

describe('two hundred practices', () => {
  it('are read, laid out with every practice open, and told in less than two seconds', () => {
    const network = board();
    const folds = foldsOf(network);
    const open = new Set(['sites:office', ...folds[0]!.inside.map(({ id }) => id), 'more:office']);
    const { value, ms } = took(() => drawingOf(mapOf(network, open), 980, bands));
    expect(ms).toBeLessThan(2000);
    expect(value.boxes.filter(({ node }) => node.kind === 'sites')).toHaveLength(200);
    const timeline = statusTimeline(compile(network.model), 'board', 0, network.model.scenario.strategies[0]!);
    const noon = took(() => statusesAt(network, timeline, spanOf(timeline)!.from + 5 * 360_000));
    expect(noon.ms).toBeLessThan(2000);
    expect(statusText(noon.value.part('agent')!)).toBe('down at all 200');
    expect(statusText(noon.value.part('tpp')!)).toBe('working');
    expect(statusShort(noon.value.sites(network.model.sites.map((_, s) => s)))).toBe('partly 133 of 200');
  });
});

describe('texts on the map', () => {
  it('never run over their boxes, however long the names', () => {
    const long = 'Verylongnamewithoutanyspaces'.repeat(4);
    const network = networkFrom(
      small({
        components: `  - { id: records, title: ${long} of many words and then some more of them, supplier: ${long} }`,
      }).replace('title: Office,', `title: ${long},`),
    );
    for (const width of [358, 980]) {
      const drawing = drawingOf(mapOf(network), width, bands);
      for (const box of drawing.boxes)
        for (const { text, x } of box.node.kind === 'gate' ? [] : box.title)
          expect(x + textWidth(text, TITLE_SIZE, true)).toBeLessThanOrEqual(box.width);
      expect(drawing.boxes.some(({ title }) => title.at(-1)!.text.endsWith('…'))).toBe(true);
    }
  });
});

describe('the cursor on the map', () => {
  it('reaches every stop from the first one by arrows alone, from left to right and from top to bottom', () => {
    const map = mapOf(builtIn('bolton-2024-07-19'));
    for (const width of [358, 980]) {
      const drawing = drawingOf(map, width, bands);
      const stops = stopsOf(drawing);
      const seen = new Set([stops[0]!.id]);
      for (const id of seen)
        for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
          const next = moved(stops, map.edges, id, key, drawing.direction);
          if (next !== undefined) seen.add(next);
        }
      expect(stops.filter(({ id }) => !seen.has(id))).toEqual([]);
      expect(moved(stops, map.edges, stops[0]!.id, 'x', drawing.direction)).toBeUndefined();
    }
  });

  it('goes on along a line, through a gate', () => {
    const map = mapOf(builtIn('bolton-2024-07-19'));
    const stops = stopsOf(drawingOf(map, 980, bands));
    expect(moved(stops, map.edges, 'emis-hosting', 'ArrowRight', 'right')).toBe('emis-web');
    expect(moved(stops, map.edges, 'emis-web', 'ArrowDown', 'right')).toBe('emis-web/read');
    expect(moved(stops, map.edges, 'emis-hosting', 'ArrowLeft', 'right')).toMatch(/security-agent|supplier:EMIS/);
  });
});

describe('states taken together', () => {
  it('are alike, or partly, or on a backup when the rest works', () => {
    const of = (working: number, backup: number, partly: number, down: number) =>
      together({ working, backup, partly, down });
    expect([of(3, 0, 0, 0), of(0, 2, 0, 0), of(0, 0, 0, 4), of(1, 0, 0, 1), of(2, 1, 0, 0), of(0, 1, 1, 0)]).toEqual([
      'working',
      'backup',
      'down',
      'partly',
      'backup',
      'partly',
    ]);
  });

  it('earlier and later go from change to change, those of a quarter of an hour at once', () => {
    const MINUTE = 6000;
    const changes = [60, 65, 70, 200].map((minute) => minute * MINUTE);
    const end = 500 * MINUTE;
    expect(changeAfter({ changes }, 0, end)).toBe(70 * MINUTE);
    expect(changeAfter({ changes }, 70 * MINUTE, end)).toBe(200 * MINUTE);
    expect(changeAfter({ changes }, 200 * MINUTE, end)).toBe(end);
    expect(changeBefore({ changes }, end, 0)).toBe(200 * MINUTE);
    expect(changeBefore({ changes }, 200 * MINUTE, 0)).toBe(70 * MINUTE);
    expect(changeBefore({ changes }, 70 * MINUTE, 0)).toBe(0);
  });
});
