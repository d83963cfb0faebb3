/** Hospital day unit: chemotherapy and immunotherapy sessions that need a supplier’s medicines on the day. */
import { assumed } from './sourced.ts';
import type { TemplateInput } from './template.ts';

export const hospitalDayUnit: TemplateInput = {
  title: 'Hospital day unit',
  kind: 'hospital-unit',
  pools: {
    'treatment-nurses': {
      title: 'Treatment nurses',
      utilisation: 0.85,
      shifts: [{ days: 'mon-fri', from: '08:00', to: '18:00' }],
    },
  },
  services: {
    sessions: {
      title: 'Chemotherapy and immunotherapy sessions',
      counts: 'people',
      pool: 'treatment-nurses',
      priority: 2,
      minutes: { lognormal: { mean: 50, cv: 0.5 } },
      target: '2 h',
      timeCritical: '5 workingDays',
      arrivals: { scheduled: { perWeek: 300, noShow: 0.02 } },
      // Due again at once, so that a weekend session can take them; without one they wait for spare time in the week.
      missedSlot: { wait: '4 h', noticeWorkingDays: 0, priority: 3 },
      needs: [{ component: 'chemo-supply', share: 0.76, slowdown: 1.1, reentryMinutes: 0, record: 'full' }],
    },
  },
  sources: [
    assumed('pools', 'Weekday sessions 08:00 to 18:00, nurses planned to be busy 85% of the time.'),
    {
      figure: 'services.sessions.needs',
      basis: 'fitted',
      source: 'The Christie, notice of July 2024: under a third of Friday’s patients affected',
      note: 'Three in four can be treated although the supplier is down, because their medicines are already there or come another way.',
    },
    assumed(
      'services.sessions',
      'Sixty sessions a day, 50 nurse minutes each (the chair is not modelled), 2% do not attend; a session not begun within four hours is moved; more than five working days counts as missed.',
    ),
  ],
};
