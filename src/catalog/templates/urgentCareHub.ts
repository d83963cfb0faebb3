/** Urgent-care hub: NHS 111 and urgent care, open day and night, with a queue of its own. */
import { assumed } from './sourced.ts';
import type { TemplateInput } from './template.ts';

/** People turn to 111 when practices are shut: evenings and weekends carry most. */
const weekday = [2, 1.5, 1.2, 1, 1, 1.2, 2, 3, 3.6, 3.6, 3.6, 3.5, 3.5, 3.5, 3.5, 3.6, 4, 5, 6.5, 7, 6.5, 5.5, 4, 3];
const weekend = [3, 2.2, 1.8, 1.5, 1.5, 2, 3.5, 6, 8, 8.5, 8.5, 8.5, 8, 7.5, 7, 7, 7, 7, 7, 7, 6.5, 5.5, 4.5, 3.5];

export const urgentCareHub: TemplateInput = {
  title: 'NHS 111 and urgent care',
  kind: 'hub',
  pools: {
    clinicians: {
      title: 'Call handlers and clinicians',
      utilisation: 0.7,
      shifts: [
        { days: 'mon-sun', from: '00:00', to: '08:00' },
        { days: 'mon-sun', from: '08:00', to: '16:00' },
        { days: 'mon-sun', from: '16:00', to: '24:00' },
        { days: 'mon-fri', from: '16:00', to: '23:00' },
        { days: 'sat,sun', from: '08:00', to: '16:00' },
        { days: 'sat,sun', from: '16:00', to: '23:00' },
      ],
    },
  },
  services: {
    contacts: {
      title: '111 and urgent-care contacts',
      counts: 'people',
      pool: 'clinicians',
      priority: 1,
      minutes: { lognormal: { mean: 14, cv: 0.6 } },
      target: '2 h',
      arrivals: {
        poisson: { perThousandPerWeek: 9, profile: [weekday, weekday, weekday, weekday, weekday, weekend, weekend] },
      },
      patience: { mean: '5 h' },
    },
  },
  sources: [
    assumed(
      'pools',
      'Three equal shifts day and night, doubled in the evening and at weekends; planned to be busy 70% of the time.',
    ),
    assumed(
      'services.contacts',
      'Nine contacts a week per 1,000 residents, 14 minutes each, evenings and weekends busiest; people give up after five hours on average. Published counts for 19 July 2024 were not found.',
    ),
  ],
};
