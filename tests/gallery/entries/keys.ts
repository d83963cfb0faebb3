/** The small parts of charts that a person meets: marks of strategies, and the words of the network's shapes. */
import type { ComponentProps } from 'svelte';
import NetworkLegend from '../../../src/charts/network/NetworkLegend.svelte';
import { bare } from '../entry.ts';
import { LONG, TWELVE } from '../made.ts';
import Marks from '../Marks.svelte';

type Legend = ComponentProps<typeof NetworkLegend>;

export const strategyMarks = bare('strategy-marks', Marks, [
  {
    name: 'twelve',
    title: 'Lines and markers begin again after the fifth',
    props: { strategies: TWELVE, compact: false },
  },
  { name: 'compact', title: 'Markers alone, as in tables', props: { strategies: TWELVE, compact: true } },
  { name: 'long-names', title: 'Long names', props: { strategies: LONG, compact: false } },
]);

const line = { from: 'a', to: 'b', throughBackup: false };
const gate = { kind: 'gate' as const, id: 'gate', title: 'all of', note: '', rows: [] };

export const networkLegend = bare('network-legend', NetworkLegend, [
  { name: 'statuses', title: 'Without lines', props: { map: { nodes: [], edges: [], folds: [] } } satisfies Legend },
  {
    name: 'all',
    title: 'With lines, backups and gates',
    props: { map: { nodes: [gate], edges: [line, { ...line, throughBackup: true }], folds: [] } } satisfies Legend,
  },
]);
