/** Sites that are struck alike share what that means for them: it is what each would have worked out alone. */
import { expect, test } from 'vitest';
import { incidentOf, siteUnder } from '../../src/engine/incident.ts';
import { compile } from '../../src/engine/index.ts';
import { segmentsOf } from '../../src/engine/modes.ts';
import { scriptOf } from '../../src/engine/script.ts';
import { ALWAYS_ONE, lowered } from '../../src/engine/steps.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { modelOf, sortOf } from '../helpers/generate.ts';

const MODELS = [boltonModel(), ...Array.from({ length: 150 }, (_, k) => modelOf(44_000 + k, sortOf(44_000 + k)))];

test('sites that are struck alike have the levels and modes that each has alone', { timeout: 120_000 }, () => {
  let shared = 0;
  let apart = 0;
  for (const model of MODELS) {
    const plan = compile(model);
    const { seed, id, components } = model.scenario;
    const keys = components.flatMap(({ id: base, functions }) => [base, ...functions.map((fn) => `${base}/${fn}`)]);
    const incident = incidentOf(plan, seed, 1);
    const { segments } = scriptOf(plan, seed, 1, incident, []);
    incident.sites.forEach((site, s) => {
      const others = incident.sites.filter((other) => other !== site && other.levels === site.levels);
      if (others.length > 0) shared++;
      else apart++;
      const own = (key: string): typeof ALWAYS_ONE => {
        const effects = incident.struck.flatMap(({ effects }) => effects);
        return lowered(
          effects.flatMap((effect) =>
            effect.kind === 'level' && effect.site === s && effect.component === key ? [effect] : [],
          ),
        );
      };
      const alone = siteUnder(plan, s, incident.struck, { own, slow: site.slow, strain: site.strain });
      for (const key of keys) {
        expect(site.levels.of(key), `${id}, ${key} at site ${s}`).toEqual(alone.levels.of(key));
        expect(site.answering.of(key)).toEqual(alone.answering.of(key));
      }
      expect([site.hitAt, site.restoredAt]).toEqual([alone.hitAt, alone.restoredAt]);
      for (const q of plan.sites[s]!.queues) {
        const modes = segmentsOf(plan.queues[q]!, alone.levels, [], ALWAYS_ONE, alone.slowness);
        expect(segments[q], `${id}, queue ${q}`).toEqual(modes);
      }
    });
  }
  expect(shared).toBeGreaterThan(30);
  expect(apart).toBeGreaterThan(60);
});
