/** What a worker rehearses: a small place on which everything in the engine's loop happens once, as it would stand in a file. */

const weekday = [0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 2, 2, 3, 3, 2, 2, 0, 0, 0, 0, 0, 0];
const weekend = weekday.map(() => 0);
const arrivals = (perWeek: number): object => ({
  poisson: { perWeek, profile: [...Array.from({ length: 5 }, () => weekday), weekend, weekend] },
});
const minutes = { lognormal: { mean: 9, cv: 0.6 } };
const needs = [{ component: 'record', share: 0.5, slowdown: 1.2, reentryMinutes: 2 }];

/** One place of every kind of thing that the engine knows. */
export const rehearsalInput = {
  format: 1,
  id: 'rehearsal',
  title: 'Rehearsal',
  start: '2024-07-01',
  warmUpDays: 1,
  days: 6,
  seed: 'rehearsal',
  groups: [{ id: 'all', title: 'All' }],
  components: [{ id: 'record', title: 'Record' }],
  templates: {
    place: {
      title: 'Place',
      kind: 'other',
      pools: {
        desk: { title: 'Desk', shifts: [{ days: 'mon-fri', from: '08:00', to: '18:30' }], utilisation: 0.85 },
        room: { title: 'Room', shifts: [{ days: 'mon-fri', from: '08:30', to: '18:00' }], utilisation: 0.9 },
      },
      services: {
        calls: {
          title: 'Calls',
          pool: 'desk',
          priority: 1,
          minutes: { exponential: { mean: 4 } },
          target: '10 min',
          arrivals: arrivals(300),
          patience: { mean: '20 min', returns: { share: 0.5, after: '30 min' } },
          followOn: [{ service: 'visits', share: 0.2, after: '5 min' }],
          needs,
        },
        visits: {
          title: 'Visits',
          pool: 'room',
          priority: 2,
          minutes,
          target: '2 h',
          timeCritical: '4 h',
          arrivals: arrivals(60),
          atClose: { hubs: [{ site: 'hub', service: 'asks', share: 0.5 }], nextDay: 0.5 },
          followOn: [{ service: 'letters', share: 0.5, after: '1 workingDay' }],
          needs,
        },
        booked: {
          title: 'Booked',
          pool: 'room',
          priority: 3,
          minutes,
          target: '30 min',
          arrivals: { scheduled: { perWeek: 90, noShow: 0.05 } },
          missedSlot: { priority: 5, contact: 'calls' },
          needs,
        },
        letters: { title: 'Letters', pool: 'desk', priority: 4, minutes, target: '2 workingDays', needs },
      },
      reentry: { pool: 'desk', priority: 6 },
    },
    hub: {
      title: 'Hub',
      kind: 'hub',
      pools: { asks: { title: 'Asks', shifts: [{ days: 'mon-sun', from: '00:00', to: '24:00' }], staff: 2 } },
      services: { asks: { title: 'Asks', pool: 'asks', priority: 1, minutes, target: '2 h', arrivals: arrivals(60) } },
    },
  },
  sites: [
    { id: 'place', title: 'Place', template: 'place', groups: ['all'] },
    { id: 'hub', title: 'Hub', template: 'hub' },
  ],
  incident: {
    title: 'Stop',
    faults: [{ kind: 'outage', id: 'stop', component: 'record', at: '2024-07-02 08:00', repair: { central: '9 h' } }],
  },
  backups: [
    {
      id: 'paper',
      kind: 'paper-pack',
      title: 'Paper',
      owner: 'practice',
      covers: [{ services: ['visits'], component: 'record', share: 0.8, slowdown: 1.3, reentryMinutes: 3 }],
    },
  ],
  actions: [
    {
      id: 'shed',
      kind: 'shed',
      title: 'Shed',
      service: 'visits',
      share: 0.3,
      when: { on: 'notice', until: 'restoration' },
      returns: { share: 0.5, after: 'next-working-day' },
    },
    {
      id: 'divert',
      kind: 'divert',
      title: 'Divert',
      service: 'visits',
      share: 0.1,
      when: { on: 'notice', until: 'restoration' },
      to: { site: 'hub', service: 'asks' },
      returns: { share: 0.5, after: '20 h' },
    },
    {
      id: 'more',
      kind: 'extra-staff',
      title: 'More',
      pool: 'room',
      staff: 1,
      when: { from: '2024-07-03 08:00', to: '2024-07-04 18:00' },
      shifts: [{ days: 'wed,thu', from: '09:00', to: '13:00' }],
    },
  ],
  strategies: [
    { id: 'today', title: 'Today', baseline: true },
    { id: 'paper', title: 'Paper', uses: ['paper', 'shed', 'divert', 'more'] },
  ],
};
