import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ITEMS_PER_REQUEST, ITEMS_WITHOUT_REQUEST } from '../../src/catalog/templates/gpPractice.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { Template } from '../../src/catalog/templates/template.ts';
import { meanMinutes } from '../../src/engine/distributions.ts';
import { toModel } from '../../src/scenario/model.ts';
import { scenario } from '../../src/scenario/schema.ts';

const gp = builtInTemplates['gp-practice']!;

/** Paths of all numbers, `services.calls.patience.mean`, positions in lists included. */
function numericLeaves(value: unknown, path: string[] = []): string[] {
  if (typeof value === 'number') return [path.join('.')];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => numericLeaves(inner, [...path, key]));
}

const covers = (figure: string, leaf: string): boolean => leaf === figure || leaf.startsWith(`${figure}.`);

/** Slots and arrivals a week for 1,000 patients, no-shows included. */
function own(template: Template, service: string): number {
  const arrivals = template.services[service]!.arrivals;
  if (!arrivals) return 0;
  return ('poisson' in arrivals ? arrivals.poisson : arrivals.scheduled).perThousandPerWeek ?? 0;
}

/** Items expected a week for 1,000 patients, no-shows removed: rule 5. */
function expected(template: Template, service: string): number {
  const arrivals = template.services[service]!.arrivals;
  const noShow = arrivals && 'scheduled' in arrivals ? arrivals.scheduled.noShow : 0;
  let items = own(template, service) * (1 - noShow);
  for (const [parent, { followOn }] of Object.entries(template.services)) {
    for (const { service: child, share } of followOn)
      if (child === service) items += share * expected(template, parent);
  }
  return items;
}

const planned = (service: string): number => own(gp, service) || expected(gp, service);
const within = (value: number, target: number, share: number): void => {
  expect(value).toBeGreaterThan(target * (1 - share));
  expect(value).toBeLessThan(target * (1 + share));
};

describe.each(Object.entries(builtInTemplates))('the figures of %s', (_, template) => {
  it('each have a source or are called an assumption', () => {
    const { sources, ...rest } = template;
    const bare = numericLeaves(rest).filter((leaf) => !sources.some(({ figure }) => covers(figure, leaf)));
    expect(bare).toEqual([]);
  });

  it('have no source without a figure, and none twice', () => {
    const { sources, ...rest } = template;
    const leaves = numericLeaves(rest);
    expect(
      sources.filter(({ figure }) => !leaves.some((leaf) => covers(figure, leaf))).map(({ figure }) => figure),
    ).toEqual([]);
    expect(new Set(sources.map(({ figure }) => figure)).size).toBe(sources.length);
  });

  it('name the source when they are published or derived, and how they were reached when derived or assumed', () => {
    for (const { basis, source, note } of template.sources) {
      expect(source.trim().length).toBeGreaterThan(10);
      if (basis === 'published' || basis === 'derived') expect(source).not.toMatch(/judgement/i);
      if (basis !== 'published') expect(note?.trim().length ?? 0).toBeGreaterThan(10);
    }
  });

  it('let every service be served, and follow only services that exist', () => {
    for (const service of Object.values(template.services)) {
      expect(template.pools).toHaveProperty([service.pool]);
      for (const { service: child } of service.followOn) expect(template.services).toHaveProperty([child]);
      if (service.missedSlot?.contact) expect(template.services).toHaveProperty([service.missedSlot.contact]);
    }
  });
});

describe('the default GP practice', () => {
  const withGps = ['same-day', 'booked-gp', 'home-visits'];
  const withOthers = ['same-day-nurse', 'booked-nurse'];
  const appointments = [...withGps, ...withOthers].reduce((sum, service) => sum + planned(service), 0);

  it('gives 22.6 appointments per 1,000 patients and working day', () => {
    within(appointments / 5, 22.6, 0.005);
  });

  it('gives 44.6% of them to GPs and 44% to 46% on the day', () => {
    within(withGps.reduce((sum, service) => sum + planned(service), 0) / appointments, 0.446, 0.005);
    const sameDay = (planned('same-day') + planned('same-day-nurse')) / appointments;
    expect(sameDay).toBeGreaterThan(0.44);
    expect(sameDay).toBeLessThan(0.46);
  });

  it('loses 4.2% of them to people who do not come', () => {
    const missed = ['booked-gp', 'booked-nurse'].reduce(
      (sum, service) => sum + own(gp, service) - expected(gp, service),
      0,
    );
    within(missed / appointments, 0.042, 0.01);
  });

  it('rings on Monday 1.30 times the mean weekday and on Friday 0.88 times', () => {
    const arrivals = gp.services['calls']!.arrivals!;
    const days = ('poisson' in arrivals ? arrivals.poisson.profile : []).map((day) =>
      day.reduce((sum, weight) => sum + weight, 0),
    );
    const mean = days.slice(0, 5).reduce((sum, day) => sum + day, 0) / 5;
    [1.3, 1.0, 0.93, 0.89, 0.88].forEach((index, day) => within(days[day]! / mean, index, 0.02));
    expect(days.slice(5)).toEqual([0, 0]);
  });

  it('rings from 08 to 10 for 25.7% of its day, of the 94.5% that come in opening hours', () => {
    const arrivals = gp.services['calls']!.arrivals!;
    const week = 'poisson' in arrivals ? arrivals.poisson.profile : [];
    const sum = (from: number, to: number): number =>
      week.reduce((total, day) => total + day.slice(from, to).reduce((all, weight) => all + weight, 0), 0);
    within(sum(8, 10) / sum(0, 24), 0.257 / 0.945, 0.02);
    within(sum(10, 12) / sum(0, 24), 0.222 / 0.945, 0.02);
  });

  it('has 24.3 calls a working day per 1,000 patients when the recorded menu and repeat calls are counted', () => {
    const missed = 0.1026 / (1 - 0.2513);
    within(own(gp, 'calls') / (1 - 0.6 * missed) / (1 - 0.2513) / 5, 24.3, 0.01);
  });

  it('handles 630 prescription items a working day for 10,000 patients', () => {
    within((own(gp, 'prescriptions') * ITEMS_PER_REQUEST) / (1 - ITEMS_WITHOUT_REQUEST) / 5, 63, 0.01);
    const signed = expected(gp, 'sign-prescriptions') + expected(gp, 'pharmacist-prescriptions');
    expect(signed).toBeCloseTo(own(gp, 'prescriptions'), 9);
  });

  it('puts 60 to 120 results and 40 to 80 letters a working day on 10,000 patients, at two results to a patient', () => {
    const perDay = (service: string): number => own(gp, service) * 2;
    expect(perDay('sort-results') * 2).toBeGreaterThan(60);
    expect(perDay('sort-results') * 2).toBeLessThan(120);
    expect(perDay('sort-letters')).toBeGreaterThan(40);
    expect(perDay('sort-letters')).toBeLessThan(80);
  });

  it('asks of 2,291 patients no more than one full-time GP works, and of tests half an hour a day', () => {
    const minutes = Object.entries(gp.services)
      .filter(([, service]) => service.pool === 'gps')
      .reduce((sum, [id, service]) => sum + expected(gp, id) * meanMinutes(service.minutes), 0);
    const plannedHours = (minutes / gp.pools['gps']!.utilisation! / 60) * 2.291;
    expect(plannedHours).toBeGreaterThan(30);
    expect(plannedHours).toBeLessThan(36);
    within((expected(gp, 'read-results') * meanMinutes(gp.services['read-results']!.minutes) * 2.291) / 5, 30, 0.02);
  });

  it('keeps time-critical work first and puts rebooked people behind everybody with a slot or a request of today', () => {
    const critical = Object.values(gp.services).filter((service) => service.timeCritical !== undefined);
    expect(critical).toHaveLength(4);
    expect(critical.every((service) => service.priority === 1)).toBe(true);
    for (const booked of ['booked-gp', 'booked-nurse']) {
      const { pool, missedSlot } = gp.services[booked]!;
      const people = Object.values(gp.services).filter(
        (service) =>
          service.pool === pool &&
          (service.missedSlot || service.atClose?.hubs.length) &&
          service.title !== 'Home visits',
      );
      expect(people.length).toBe(2);
      for (const other of people) expect(missedSlot!.priority).toBeGreaterThan(other.priority);
    }
  });

  it('stays within 3,000 to 4,500 items a week at a practice of average Bolton size', () => {
    const items = Object.keys(gp.services).reduce((sum, service) => sum + expected(gp, service), 0) * 6.781;
    expect(items).toBeGreaterThan(3000);
    expect(items).toBeLessThan(4500);
  });
});

describe('the Bolton scenario', () => {
  const text = readFileSync(new URL('../../scenarios/bolton-2024-07-19.yaml', import.meta.url), 'utf8');
  const bolton = scenario.parse(parse(text));
  const practices = bolton.sites.filter((site) => site.template === 'gp-practice');

  it('has twenty practices of mean size 6,781 in five networks, one of them on another system', () => {
    expect(practices).toHaveLength(20);
    within(practices.reduce((sum, site) => sum + site.patients, 0) / 20, 6781, 1 / 6781);
    expect(new Set(practices.map((site) => site.groups[0])).size).toBe(5);
    expect(practices.every((site) => site.groups[1] === 'bolton')).toBe(true);
    expect(practices.filter((site) => site.uses['records'] === 'systmone')).toHaveLength(1);
  });

  it('names practices of the press in its story and nowhere else', () => {
    const press = ['Tonge', 'Oaks', 'Olive', 'Garnet'];
    for (const name of press) expect(bolton.story).toContain(name);
    const rest = JSON.stringify({ ...bolton, story: '' });
    for (const name of press) expect(rest).not.toContain(name);
  });

  it('finds every template, hub and backup that it names', () => {
    const model = toModel(bolton, builtInTemplates);
    const ids = new Set(model.sites.map((site) => site.id));
    for (const site of model.sites) {
      for (const service of Object.values(site.services)) {
        const hubs = [...(service.patience?.hubs ?? []), ...(service.atClose?.hubs ?? [])];
        for (const hub of hubs) expect(ids).toContain(hub.site);
      }
    }
    const usable = new Set([...bolton.backups, ...bolton.actions].map(({ id }) => id));
    for (const strategy of bolton.strategies) for (const used of strategy.uses) expect(usable).toContain(used);
    expect(bolton.strategies.filter((strategy) => strategy.baseline)).toHaveLength(1);
  });

  it('says of every fitted claim which parameters were fitted', () => {
    for (const claim of bolton.evidence) expect(claim.fitted).toBe(claim.fittedParameters.length > 0);
  });
});
