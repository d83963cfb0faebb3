/** The map of what depends on what, with statuses made up: they go round by the name of a part. */
import type { ComponentProps } from 'svelte';
import NetworkMap from '../../../src/charts/network/NetworkMap.svelte';
import { networkFinding } from '../../../src/results/network/finding.ts';
import { foldsOf, openAtStart } from '../../../src/results/network/folds.ts';
import { networkMap, type NetworkMap as Map } from '../../../src/results/network/map.ts';
import type { Network } from '../../../src/results/network/network.ts';
import { SHORT, STATUSES } from '../../../src/results/network/statuses.ts';
import bolton from '../../../scenarios/bolton-2024-07-19.yaml?raw';
import { board, networkFrom, small } from '../../helpers/madeNetworks.ts';
import { entry, type State } from '../entry.ts';
import { luck } from '../made.ts';

type Props = ComponentProps<typeof NetworkMap>;
type Status = (typeof STATUSES)[number];

const BANDS = {
  suppliers: 'Suppliers',
  systems: 'Systems and what they rest on',
  sites: 'Sites',
  services: 'Services',
};

/** The same for the same name. */
function anyOf(id: string): Status {
  const seed = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_003, 7);
  return STATUSES[Math.floor(luck(seed)() * STATUSES.length)]!;
}

function state(
  name: string,
  network: Network,
  {
    status = anyOf,
    selected = null,
    strategy = 0,
    open = [],
  }: { status?: (id: string) => Status; selected?: string | null; strategy?: number; open?: readonly string[] } = {},
): State<Props> {
  const folds = foldsOf(network);
  const used = network.model.scenario.strategies[strategy]!;
  const map = networkMap(network, folds, { open: new Set([...openAtStart(folds), ...open]), strategy: used });
  return { name, title: networkFinding(network, used), props: propsOf(map, status, selected) };
}

function propsOf(map: Props['map'], status: (id: string) => Status, selected: string | null): Props {
  return {
    map,
    label: 'Map of systems, sites and what they need.',
    bandTitles: BANDS,
    told: (id: string) => ({ status: status(id), text: SHORT[status(id)] }),
    siteStatus: (site: number) => status(`site ${site}`),
    selected,
    cursor: null,
    onselect: () => undefined,
    ontoggle: () => undefined,
  };
}

const LONG = 'Clinical record system of the integrated care board and of all its neighbours, hosted elsewhere';
const record = '  - { id: records, title: Records, supplier: Maker }';

/** Sites and what they do, of a scenario that names no components. */
function withoutSystems(): State<Props> {
  const whole = state('without-systems', networkFrom(bolton), { status: () => 'working' });
  const map: Map = whole.props.map;
  const nodes = map.nodes.filter(({ kind }) => kind === 'sites' || kind === 'services');
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = map.edges.filter(({ from }) => kept.has(from));
  return {
    ...whole,
    title: 'No work rests on any of the components',
    props: { ...whole.props, map: { ...map, nodes, edges } },
  };
}

export const network = entry('network', NetworkMap, [
  state('bolton', networkFrom(bolton)),
  state('chosen', networkFrom(bolton), { selected: 'emis-web/read' }),
  state('all-down', networkFrom(bolton), { status: () => 'down' }),
  state('one-site', networkFrom(small({ components: record })), { status: () => 'working' }),
  state('two-hundred-sites', board()),
  state('a-group-open', networkFrom(bolton), { open: ['sites:gp-practice/network-a'], strategy: 2 }),
  state(
    'long-names',
    networkFrom(
      small({
        components: `  - { id: records, title: "${LONG}", supplier: "${LONG}" }`,
        services: [['cases', '[{ component: records, share: 0 }]']],
        sites: `  - { id: office, title: "${LONG}", template: office }`,
      }),
    ),
  ),
  withoutSystems(),
]);
