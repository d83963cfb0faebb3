/** Community pharmacy: dispensing follows the prescribers; the counter does not. */
import { flat, week } from './profiles.ts';
import { assumed, derived } from './sourced.ts';
import type { TemplateInput } from './template.ts';

/** Prescriptions arrive while practices sign; the Saturday morning is what was signed late on Friday and what people bring in. */
const dispensingWeek = [1.1, 1.03, 0.98, 0.96, 0.97, 0.3, 0];
const counterWeek = [1.05, 1, 0.97, 0.97, 1.01, 0.7, 0];

export const communityPharmacy: TemplateInput = {
  title: 'Community pharmacy',
  kind: 'pharmacy',
  pools: {
    dispensary: {
      title: 'Pharmacist and dispensers',
      utilisation: 0.85,
      shifts: [
        { days: 'mon-fri', from: '09:00', to: '13:00' },
        { days: 'mon-fri', from: '13:00', to: '18:00' },
        { days: 'sat', from: '09:00', to: '13:00' },
      ],
    },
  },
  services: {
    dispensing: {
      title: 'Prescriptions to dispense',
      pool: 'dispensary',
      priority: 3,
      minutes: { lognormal: { mean: 5.5, cv: 0.6 } },
      target: '1 workingDay',
      arrivals: {
        poisson: {
          perThousandPerWeek: 105,
          profile: week(dispensingWeek, flat(9, 18)).map((day, k) => (k === 5 ? week([0.3], flat(9, 13))[0]! : day)),
        },
      },
      follows: {
        component: 'records/prescribing',
        group: 'bolton',
        share: 0.9,
        after: { exponential: { mean: '6 h' } },
      },
      needs: [{ component: 'pmr', share: 0.25, slowdown: 2, reentryMinutes: 2, record: 'none' }],
    },
    'urgent-supply': {
      title: 'Urgent and emergency supply',
      counts: 'people',
      pool: 'dispensary',
      priority: 1,
      minutes: { lognormal: { mean: 8, cv: 0.5 } },
      target: '30 min',
      timeCritical: '4 h',
      arrivals: {
        poisson: {
          perThousandPerWeek: 1.5,
          profile: week(counterWeek, flat(9, 18)).map((day, k) => (k === 5 ? week([0.7], flat(9, 13))[0]! : day)),
        },
      },
      needs: [{ component: 'pmr', share: 0.6, slowdown: 1.5, reentryMinutes: 3, record: 'none' }],
    },
    counter: {
      title: 'Advice at the counter',
      counts: 'people',
      pool: 'dispensary',
      priority: 2,
      minutes: { lognormal: { mean: 4, cv: 0.7 } },
      target: '15 min',
      arrivals: {
        poisson: {
          perThousandPerWeek: 20,
          profile: week(counterWeek, flat(9, 18)).map((day, k) => (k === 5 ? week([0.7], flat(9, 13))[0]! : day)),
        },
      },
      patience: { mean: '40 min', returns: { share: 0.3, after: { exponential: { mean: '3 h' } } } },
    },
  },
  reentry: {
    title: 'Records to bring up to date',
    pool: 'dispensary',
    priority: 5,
    needs: [{ component: 'pmr', share: 0 }],
  },
  sources: [
    assumed(
      'pools',
      'Opening hours of an ordinary high-street pharmacy, closed on Sunday; planned to be busy 85% of the time.',
    ),
    derived(
      'services.dispensing.arrivals.poisson.perThousandPerWeek',
      'NHS Business Services Authority figures, 1.04 billion items in 2021/22; 11,400 pharmacies',
      '630 items a working day for 10,000 patients = 315 per 1,000 and week; three items to a bag (assumption). A pharmacy serves 63.4 million / 11,400 = 5,561 patients.',
    ),
    assumed(
      'services.dispensing.arrivals.poisson.profile',
      'Days follow the appointments of practices; a Saturday morning with 12% of a weekday.',
    ),
    assumed(
      'services.dispensing.follows',
      'While prescribers are down nine tenths of their prescriptions stop (a pharmacy owner saw none from Friday to Saturday in July 2024) and come over some hours after they are back.',
    ),
    assumed(
      'services.dispensing',
      'Minutes for a bag of three items, order of work, lateness, and what is left without the pharmacy’s own record system.',
    ),
    assumed('services.urgent-supply', 'Volume, minutes and limits.'),
    assumed('services.counter', 'Volume, minutes and patience.'),
    assumed('reentry', 'Behind all other work.'),
  ],
};
