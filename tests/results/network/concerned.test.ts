/** What steps back in the network when something is looked at alone really has nothing to do with it. */
import { describe, expect, test } from 'vitest';
import { partsOf } from '../../../src/scenario/graph.ts';
import { concernedBy, isConcerned } from '../../../src/results/network/concerned.ts';
import { foldsOf, openAtStart } from '../../../src/results/network/folds.ts';
import { networkMap } from '../../../src/results/network/map.ts';
import { levelsWhen, type Network } from '../../../src/results/network/network.ts';
import { builtIn } from '../../helpers/networks.ts';

const FILES = ['bolton-2024-07-19', 'airport-2024-07-19', 'railway-2024-07-19'];
const of = (network: Network, limits: Parameters<typeof concernedBy>[2]) =>
  concernedBy(network, foldsOf(network), limits);

describe.each(FILES)('in %s', (file) => {
  const network = builtIn(file);
  const { model } = network;

  test('whatever steps back may fail without a service of the site being touched', () => {
    let stepped = 0;
    for (const [s, site] of model.sites.entries()) {
      const shape = network.shapeOf[s]!;
      for (const service of [undefined, ...shape.services]) {
        const key = service && `${site.template}/${service.id}`;
        const concerned = of(network, { focus: { kind: 'site', id: site.id }, service: key })!;
        const needs = (service ? [service] : shape.services).flatMap((one) => one.needs.map(({ key: need }) => need));
        for (const { id } of model.scenario.components) {
          if (isConcerned(concerned, id)) continue;
          const level = levelsWhen(network, shape, (part) => (partsOf(part)[0] === id ? 0 : 1));
          expect(needs.map(level), `${id} at ${site.id} ${key ?? ''}`).toEqual(needs.map(() => 1));
          stepped++;
        }
      }
    }
    expect(stepped).toBeGreaterThan(0);
  });

  test('what a site looked at alone needs stays, with its supplier, its box and its services', () => {
    for (const [s, site] of model.sites.entries()) {
      const concerned = of(network, { focus: { kind: 'site', id: site.id } })!;
      for (const { needs } of network.shapeOf[s]!.services)
        for (const { key } of needs) {
          expect(concerned.has(partsOf(key)[0])).toBe(true);
          const supplier = network.components.get(partsOf(key)[0])!.supplier;
          if (supplier !== undefined) expect(concerned.has(`supplier:${supplier}`)).toBe(true);
        }
      expect([concerned.has(`site:${site.id}`), concerned.has(`services:${site.template}`)]).toEqual([true, true]);
      const other = model.sites.find(({ template }) => template !== site.template);
      if (other) expect(concerned.has(`site:${other.id}`)).toBe(false);
    }
  });

  test('without limits nothing steps back, and with all sites nothing that is needed', () => {
    expect(of(network, {})).toBeUndefined();
    const folds = foldsOf(network);
    const map = networkMap(network, folds, { open: openAtStart(folds), strategy: model.scenario.strategies[0]! });
    const together = new Set(
      model.sites.flatMap((site) => [...of(network, { focus: { kind: 'site', id: site.id } })!]),
    );
    for (const node of map.nodes)
      if (node.kind !== 'component' || node.isNeeded)
        if (node.kind !== 'supplier') expect(isConcerned(together, node.id), node.id).toBe(true);
  });
});
