/** Ransomware: what is encrypted until the rebuild, and what is switched off to contain it (rule 18a). */
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { ticks } from '../../../src/scenario/calendar.ts';
import { firstShared } from './backups.ts';
import { allAtOnce, Draw, type Begun, type OfKind } from './begun.ts';
import { comesBack } from './comesBack.ts';
import type { Effect } from './levels.ts';

type Ransomware = OfKind<'ransomware'>;

export function ransomwareEffects(fault: Ransomware, begun: Begun): Effect[] {
  if (begun.hit.length === 0) return [];
  const rebuild = ticks(delayMinutes(fault.rebuild, begun.draw(Draw.central)));
  const blow = { refs: [fault.component], level: 0, slow: 1, strikes: allAtOnce(begun) };
  return [...comesBack(begun, blow, fault.returns, rebuild), ...containment(fault, begun, begun.begin + rebuild)];
}

function containment(fault: Ransomware, { model, begin, hit, draw, baseShifts }: Begun, rebuilt: number): Effect[] {
  const noticed = hit.flatMap((site) => firstShared({ from: begin, to: rebuilt }, baseShifts[site]!) ?? []);
  const everywhere = model.sites.flatMap((site, s) =>
    fault.group === undefined || site.groups.includes(fault.group) ? [s] : [],
  );
  return fault.containment.flatMap((entry, j) => {
    if (entry.from === 'notice' && noticed.length === 0) return [];
    const origin = entry.from === 'notice' ? Math.min(...noticed) : begin;
    const from = origin + ticks(delayMinutes(entry.after, draw(Draw.contained, j)));
    const to = rebuilt + ticks(delayMinutes(entry.backAfter, draw(Draw.switchedOn, j)));
    if (to <= from) return [];
    return (entry.sites === 'all' ? everywhere : hit).flatMap((site) =>
      entry.components.map((ref) => ({ site, ref, level: 0, slow: 1, from, to })),
    );
  });
}
