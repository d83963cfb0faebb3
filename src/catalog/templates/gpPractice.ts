/** GP practice: the front door, the clinics, prescriptions, results, letters and the work that must not wait. */
import { flat, week } from './profiles.ts';
import { assumed, derived, fitted, published } from './sourced.ts';
import type { TemplateInput } from './template.ts';

/**
 * Calls to practices on an ordinary day, thousands, Monday to Friday, in the bands 08-10, 10-12, 12-14, 14-16, 16-18 and
 * 18:00-18:30 (national telephony statistics, August 2026). Calls outside these hours reach a recording and nobody's queue.
 */
const callsByBand = [
  [491.8, 374.3, 272.2, 279.9, 176.7, 12.8],
  [334.1, 297.2, 227.2, 237.2, 153.8, 11.3],
  [302.9, 276.0, 212.8, 225.3, 144.5, 10.4],
  [284.3, 265.2, 204.0, 213.9, 137.8, 9.9],
  [287.3, 261.4, 201.2, 214.3, 130.7, 9.5],
];

/** Share of the 08-10 calls that come in the first of the two hours. */
const FIRST_HOUR = 0.6;

/** The last half hour is put into the hour before it, so that the profile, which has whole hours, brings no calls after 18:00. */
function callProfile(): number[][] {
  const days = callsByBand.map((bands) => {
    const day = flat(0, 0);
    bands.slice(0, 5).forEach((calls, band) => {
      const first = band === 0 ? FIRST_HOUR : 0.5;
      day[8 + 2 * band] = calls * first;
      day[9 + 2 * band] = calls * (1 - first);
    });
    day[17]! += bands[5]!;
    return day.map((calls) => Math.round(calls * 10) / 10);
  });
  return [...days, flat(0, 0), flat(0, 0)];
}

/** Paper and app requests follow the weekday shape of calls, flattened; the hours are those of the office. */
const officeWeek = [1.15, 1.02, 0.96, 0.94, 0.93, 0, 0];

/** Prescription items in one request, and the items that need no request because they are written in a consultation or already issued in advance. */
export const ITEMS_PER_REQUEST = 3;
export const ITEMS_WITHOUT_REQUEST = 0.35;

const need = (
  component: string,
  share: number,
  slowdown = 1,
  reentryMinutes = 0,
  record: 'none' | 'read' = 'none',
) => ({ component, share, slowdown, reentryMinutes, record });

/** Routine work on the record that cannot be done, and so waits, when the function is down. */
const waitsFor = (component: string) => need(component, 0);

export const gpPractice: TemplateInput = {
  title: 'GP practice',
  kind: 'gp-practice',
  pools: {
    'front-desk': {
      title: 'Care navigators and front desk',
      utilisation: 0.44,
      shifts: [
        { days: 'mon-fri', from: '08:00', to: '13:00' },
        { days: 'mon-fri', from: '13:00', to: '18:30' },
      ],
    },
    gps: {
      title: 'GPs, with the duty doctor',
      utilisation: 0.885,
      shifts: [
        { days: 'mon-fri', from: '08:30', to: '12:30' },
        { days: 'mon-fri', from: '14:00', to: '18:00' },
      ],
    },
    nurses: {
      title: 'Nurses, health-care assistants and other clinicians',
      utilisation: 0.85,
      shifts: [
        { days: 'mon-fri', from: '08:30', to: '12:30' },
        { days: 'mon-fri', from: '13:30', to: '18:00' },
      ],
    },
    office: {
      title: 'Office: prescriptions, letters, results, referrals',
      utilisation: 0.7,
      shifts: [
        { days: 'mon-fri', from: '08:00', to: '12:30' },
        { days: 'mon-fri', from: '13:00', to: '17:30' },
      ],
    },
    pharmacists: {
      title: 'Pharmacists of the primary care network',
      utilisation: 0.75,
      shared: 'group',
      shifts: [
        { days: 'mon-fri', from: '09:00', to: '12:30' },
        { days: 'mon-fri', from: '13:30', to: '17:00' },
      ],
    },
  },

  services: {
    calls: {
      title: 'Telephone calls',
      counts: 'items',
      pool: 'front-desk',
      priority: 1,
      // The published lengths of calls, each with a minute to book, note or pass on.
      minutes: {
        bins: [
          { from: 1.2, to: 2, weight: 22.8 },
          { from: 2, to: 3, weight: 35.5 },
          { from: 3, to: 6, weight: 33.5 },
          { from: 6, to: 13, weight: 8.3 },
        ],
      },
      target: '10 min',
      arrivals: { poisson: { perThousandPerWeek: 83.4, profile: callProfile() } },
      patience: { mean: '8 min', returns: { share: 0.6, after: { exponential: { mean: '40 min' } } } },
      atClose: { hubs: [{ site: 'urgent-care', service: 'contacts', share: 0.1 }], nextDay: 0.6 },
      followOn: [
        { service: 'same-day', share: 0.27 },
        { service: 'same-day-nurse', share: 0.2 },
      ],
      needs: [need('records/appointments', 0.9, 1.3, 0.5)],
    },
    'online-requests': {
      title: 'Online requests',
      counts: 'items',
      pool: 'front-desk',
      priority: 3,
      minutes: { lognormal: { mean: 4, cv: 0.7 } },
      target: '1 workingDay',
      arrivals: { poisson: { perThousandPerWeek: 20, profile: callProfile() } },
      followOn: [
        { service: 'same-day', share: 0.375 },
        { service: 'same-day-nurse', share: 0.21 },
      ],
      needs: [need('records/interfaces', 0.2, 1.5, 1), need('records/appointments', 0.6, 1.3, 0.5)],
    },
    rebooking: {
      title: 'Ringing people to rebook',
      counts: 'items',
      pool: 'front-desk',
      priority: 4,
      minutes: { lognormal: { mean: 3, cv: 0.6 } },
      target: '1 workingDay',
      needs: [waitsFor('records/appointments')],
    },

    'urgent-results': {
      title: 'Abnormal and phoned results',
      pool: 'gps',
      priority: 1,
      minutes: { lognormal: { mean: 6, cv: 0.6 } },
      target: '2 h',
      timeCritical: '4 h',
      arrivals: { poisson: { perThousandPerWeek: 1, profile: week([1, 1, 1, 1, 1, 0, 0], flat(10, 18)) } },
      needs: [need('records/interfaces', 0.5, 1.3, 3), need('records/read', 0.7, 1.3, 3)],
    },
    'urgent-prescriptions': {
      title: 'Urgent prescriptions: insulin, anticoagulants, end of life, discharge',
      pool: 'gps',
      priority: 1,
      minutes: { lognormal: { mean: 4, cv: 0.6 } },
      target: '4 h',
      timeCritical: '8 h',
      arrivals: { poisson: { perThousandPerWeek: 2, profile: week([1.2, 1, 0.9, 0.9, 1, 0, 0], flat(8, 17)) } },
      needs: [need('records/prescribing', 0.65, 1.4, 3, 'read'), need('records/read', 0.65, 1.4, 3)],
    },
    safeguarding: {
      title: 'Safeguarding',
      pool: 'gps',
      priority: 1,
      minutes: { lognormal: { mean: 20, cv: 0.6 } },
      target: '4 h',
      timeCritical: '1 workingDay',
      arrivals: { poisson: { perThousandPerWeek: 0.3, profile: week([1, 1, 1, 1, 1, 0, 0], flat(9, 17)) } },
      needs: [need('records/read', 0.5, 1.3, 5)],
    },
    'cancer-referrals': {
      title: 'Urgent suspected-cancer referrals',
      pool: 'gps',
      priority: 1,
      minutes: { lognormal: { mean: 8, cv: 0.5 } },
      target: '1 workingDay',
      timeCritical: '1 workingDay',
      needs: [need('records/write', 0.15, 1.5, 4, 'read')],
    },

    'same-day': {
      title: 'Same-day GP requests',
      counts: 'people',
      pool: 'gps',
      priority: 3,
      minutes: { lognormal: { mean: 11.2, cv: 0.7 } },
      target: '4 h',
      atClose: { hubs: [{ site: 'urgent-care', service: 'contacts', share: 0.15 }], nextDay: 0.65 },
      followOn: [
        { service: 'cancer-referrals', share: 0.02 },
        { service: 'referrals', share: 0.1 },
      ],
      needs: [
        need('records/read', 0.45, 1.3, 4),
        need('records/write', 0.7, 1.1, 4, 'read'),
        need('records/prescribing', 0.85, 1.1, 1, 'read'),
      ],
    },
    'booked-gp': {
      title: 'Booked GP appointments',
      counts: 'people',
      pool: 'gps',
      priority: 2,
      minutes: { lognormal: { mean: 12.2, cv: 0.6 } },
      target: '30 min',
      arrivals: { scheduled: { perThousandPerWeek: 19.6, noShow: 0.077 } },
      missedSlot: { wait: '60 min', noticeWorkingDays: 1, priority: 4, contact: 'rebooking' },
      followOn: [
        { service: 'cancer-referrals', share: 0.02 },
        { service: 'referrals', share: 0.1 },
      ],
      needs: [
        need('records/appointments', 0.25, 1.3, 4),
        need('records/read', 0.25, 1.3, 4),
        need('records/write', 0.6, 1.1, 4, 'read'),
        need('records/prescribing', 0.8, 1.1, 1, 'read'),
      ],
    },
    'home-visits': {
      title: 'Home visits',
      counts: 'people',
      pool: 'gps',
      priority: 4,
      minutes: { lognormal: { mean: 40, cv: 0.4 } },
      target: '8 h',
      arrivals: {
        poisson: { perThousandPerWeek: 0.8, profile: week([1.28, 1.01, 0.94, 0.89, 0.88, 0, 0], flat(8, 13)) },
      },
      atClose: { hubs: [{ site: 'urgent-care', service: 'contacts', share: 0.15 }], nextDay: 0.8 },
      needs: [need('records/read', 0.6, 1.15, 4), need('records/write', 0.85, 1.05, 4, 'read')],
    },

    'same-day-nurse': {
      title: 'Same-day nurse and other clinic requests',
      counts: 'people',
      pool: 'nurses',
      priority: 3,
      minutes: { lognormal: { mean: 10, cv: 0.6 } },
      target: '4 h',
      atClose: { hubs: [{ site: 'urgent-care', service: 'contacts', share: 0.1 }], nextDay: 0.75 },
      needs: [need('records/read', 0.45, 1.25, 4), need('records/write', 0.7, 1.1, 4, 'read')],
    },
    'booked-nurse': {
      title: 'Booked nurse and other clinic appointments',
      counts: 'people',
      pool: 'nurses',
      priority: 2,
      minutes: { lognormal: { mean: 12.7, cv: 0.6 } },
      target: '30 min',
      arrivals: { scheduled: { perThousandPerWeek: 41.7, noShow: 0.077 } },
      missedSlot: { wait: '60 min', noticeWorkingDays: 1, priority: 4, contact: 'rebooking' },
      needs: [
        need('records/appointments', 0.25, 1.25, 4),
        need('records/read', 0.3, 1.25, 4),
        need('records/write', 0.6, 1.1, 4, 'read'),
      ],
    },

    prescriptions: {
      title: 'Prescription requests to prepare',
      pool: 'office',
      priority: 2,
      minutes: { lognormal: { mean: 2.5, cv: 0.7 } },
      target: '1 workingDay',
      arrivals: { poisson: { perThousandPerWeek: 68, profile: week(officeWeek, flat(8, 17)) } },
      followOn: [
        { service: 'sign-prescriptions', share: 0.6 },
        { service: 'pharmacist-prescriptions', share: 0.4 },
      ],
      needs: [waitsFor('records/prescribing')],
    },
    'sign-prescriptions': {
      title: 'Prescriptions for a GP to sign',
      pool: 'gps',
      priority: 5,
      minutes: { lognormal: { mean: 1.3, cv: 0.7 } },
      target: '1 workingDay',
      needs: [waitsFor('records/prescribing')],
    },
    'pharmacist-prescriptions': {
      title: 'Prescriptions for a pharmacist to check and sign',
      pool: 'pharmacists',
      priority: 5,
      minutes: { lognormal: { mean: 2.5, cv: 0.7 } },
      target: '1 workingDay',
      needs: [waitsFor('records/prescribing')],
    },
    'sort-results': {
      title: 'Results to sort',
      pool: 'office',
      priority: 3,
      minutes: { lognormal: { mean: 1, cv: 0.6 } },
      target: '1 workingDay',
      arrivals: { poisson: { perThousandPerWeek: 22.5, profile: week([0.9, 1, 1.05, 1.05, 1, 0, 0], flat(9, 17)) } },
      followOn: [{ service: 'read-results', share: 0.85 }],
      needs: [waitsFor('records/interfaces')],
    },
    'read-results': {
      title: 'Results for a GP to read',
      pool: 'gps',
      priority: 6,
      minutes: { lognormal: { mean: 3.4, cv: 0.8 } },
      target: '2 workingDays',
      needs: [waitsFor('records/write')],
    },
    'sort-letters': {
      title: 'Letters to sort and code',
      pool: 'office',
      priority: 4,
      minutes: { lognormal: { mean: 4, cv: 0.7 } },
      target: '2 workingDays',
      arrivals: { poisson: { perThousandPerWeek: 30, profile: week([1.1, 1, 1, 0.95, 0.95, 0, 0], flat(8, 17)) } },
      followOn: [{ service: 'read-letters', share: 0.5 }],
      needs: [waitsFor('records/interfaces'), waitsFor('records/write')],
    },
    'read-letters': {
      title: 'Letters for a GP to read',
      pool: 'gps',
      priority: 7,
      minutes: { lognormal: { mean: 2, cv: 0.8 } },
      target: '5 workingDays',
      needs: [waitsFor('records/write')],
    },
    referrals: {
      title: 'Routine referrals to send',
      pool: 'office',
      priority: 4,
      minutes: { lognormal: { mean: 12, cv: 0.6 } },
      target: '3 workingDays',
      needs: [waitsFor('records/write')],
    },
  },

  reentry: {
    title: 'Typing up what was done on paper',
    pool: 'office',
    priority: 5,
    needs: [waitsFor('records/write')],
  },

  sources: [
    // Staff
    fitted(
      'pools.front-desk.utilisation',
      'Practice telephony statistics, NHS England, August 2026 (re-aggregated)',
      'Chosen with the patience so that about one in twelve of those who wait for a person gives up, fewer at large practices and more at small ones. On record are 8% of all calls missed at the median practice and 10.4% in all; as three quarters of calls reach a queue that is one in nine and one in seven, so the model is somewhat kind to callers. Low, because the desk must carry the peak of 08:00 and also serves the counter, which is not modelled.',
    ),
    fitted(
      'pools.gps.utilisation',
      'Range of 0.90 to 0.97 argued from clearing times; no measured GP utilisation was found',
      'Chosen so that the year without an incident keeps GPs 85% to 95% busy (0.87 as simulated) and the average practice clears July 2024 in about four working days. At 2,291 patients to a full-time GP the planned hours are 33 of 35 contracted.',
    ),
    assumed('pools.nurses.utilisation', 'Somewhat more slack than GPs, because most of the work is booked.'),
    assumed(
      'pools.office.utilisation',
      'The rest of the time goes to registrations, reports and post, which are not modelled as items. Decides how fast paper notes are typed up.',
    ),
    assumed(
      'pools.pharmacists.utilisation',
      'Only the share of their work that is checking and signing; reviews of medicines are not modelled.',
    ),
    assumed(
      'pools',
      'Hours of work: contract hours 08:00 to 18:30 at the front desk, clinics in two sessions with visits between them.',
    ),

    // The front door
    derived(
      'services.calls.arrivals.poisson.perThousandPerWeek',
      'Practice telephony statistics, NHS England, July and August 2026 (re-aggregated)',
      '24.3 calls per 1,000 patients and working day in July, times 5; 25.1% end in the recorded menu and are nobody’s work; the rest (answered, call back asked, missed) is 91.0 attempts a week, divided by 1.09 because people who gave up and rang again are counted twice. Season: other months are 13% higher. The level of 2026 stands for that of 2024.',
    ),
    published(
      'services.calls.arrivals.poisson.profile',
      'Practice telephony statistics, NHS England, August 2026, calls by weekday and band (re-aggregated)',
      'Bands of two hours split evenly, except 08-10 of which 60% is put into the first hour (assumption); 18:00-18:30 is counted with the hour before.',
    ),
    published(
      'services.calls.minutes',
      'Practice telephony statistics, NHS England, 2026: length of answered calls (re-aggregated)',
      'Shares of four bands of talking time; the ends of 0.2 and 12 minutes and the minute after each call are assumptions. Mean 3.5 minutes.',
    ),
    fitted(
      'services.calls.patience.mean',
      'Practice telephony statistics, NHS England, August 2026 (missed calls)',
      'See the planned utilisation of the front desk.',
    ),
    assumed(
      'services.calls.patience.returns',
      'Of those who hang up, 60% ring again the same day; no British measurement found.',
    ),
    assumed('services.calls.atClose', 'Callers still on hold at 18:30: most ring the next day, a tenth turns to 111.'),
    derived(
      'services.calls.followOn',
      'Appointments in General Practice, NHS England, June 2024 (BMA analysis)',
      'Share of calls that end in a same-day request, set so that calls and online requests together give the published same-day appointments.',
    ),
    assumed(
      'services.calls.needs',
      'People can be answered; without the appointment book bookings go on paper and a few callers cannot be helped.',
    ),
    assumed('services.calls', 'Order of work and the time after which a call is late.'),
    derived(
      'services.online-requests.arrivals.poisson.perThousandPerWeek',
      'GP Patient Survey 2024: contact by phone 68%, online 17%',
      'A quarter of the calls: 0.25 x 83.4 = 21; September 2025 had 6.5 million, 23 per 1,000 and week, after online access was widened.',
    ),
    assumed('services.online-requests.arrivals.poisson.profile', 'Same shape as calls.'),
    derived(
      'services.online-requests.followOn',
      'Appointments in General Practice, NHS England, June 2024 (BMA analysis)',
      'About a third of online requests is administrative (NHS England, October 2025); the rest mostly becomes same-day requests.',
    ),
    assumed(
      'services.online-requests',
      'Minutes, order of work, lateness; forms arrive through the interfaces and were switched off in parts of England on 19 July 2024.',
    ),
    assumed(
      'services.rebooking',
      'Three minutes to ring and rebook a person; impossible without the appointment book.',
    ),

    // Time-critical work
    assumed(
      'services.urgent-results',
      'One a week per 1,000 patients; the worst are phoned by the laboratory, so half get through when the interfaces are down.',
    ),
    assumed(
      'services.urgent-prescriptions',
      'Two a week per 1,000 patients; handwriting works for acute prescriptions (BMA Northern Ireland, July 2024) but not without knowing the dose.',
    ),
    assumed('services.safeguarding', 'Three requests in ten weeks per 1,000 patients.'),
    assumed(
      'services.cancer-referrals',
      'Volume follows from the shares of consultations; due within one working day; letters were delayed by three to four days in July 2024.',
    ),

    // Appointments
    derived(
      'services.same-day.minutes',
      'CPRD 2013-14 (PMC5701995): GP face to face 9.24 min, telephone 5.32; JIHI 22(4) 409: preparing and writing up 3.6 min',
      '60% face to face (12.8 min with preparing and writing up) and 40% by telephone (8.9). Spread from the recorded lengths of March 2022 (22% to 5 min, 26% to 10, 19% to 15, 32% over 15 of those timed).',
    ),
    derived(
      'services.booked-gp.minutes',
      'CPRD 2013-14 (PMC5701995); JIHI 22(4) 409',
      '85% face to face (12.8 min) and 15% by telephone (8.9).',
    ),
    derived(
      'services.booked-gp.arrivals.scheduled.perThousandPerWeek',
      'Appointments in General Practice, NHS England, June 2024 (BMA analysis)',
      '22.6 appointments per 1,000 patients and working day, times 5 = 113; 44.6% with a GP = 50.4; 45% on the day in all, split 30.0 with a GP and 20.9 with others; 0.8 at home; so 19.6 booked with a GP and 41.7 with others. The split of same-day between GPs and others is an assumption.',
    ),
    derived(
      'services.booked-nurse.arrivals.scheduled.perThousandPerWeek',
      'Appointments in General Practice, NHS England, June 2024 (BMA analysis)',
      'See booked GP appointments.',
    ),
    derived(
      'services.booked-gp.arrivals.scheduled.noShow',
      'Appointments in General Practice, NHS England, June 2024: 4.2% did not attend',
      'Put on booked appointments alone: 4.2% of 113 is 4.7, divided by 61.3 booked.',
    ),
    derived(
      'services.booked-nurse.arrivals.scheduled.noShow',
      'Appointments in General Practice, NHS England, June 2024: 4.2% did not attend',
      'See booked GP appointments.',
    ),
    derived(
      'services.home-visits.arrivals.poisson.perThousandPerWeek',
      'Appointments in General Practice, NHS England, August 2021 to June 2022: 0.7% at home',
      '0.7% of 113.',
    ),
    derived(
      'services.booked-nurse.minutes',
      'CPRD 2013-14 (PMC5701995): nurse face to face 9.70 min',
      'With three minutes to prepare and write up.',
    ),
    derived(
      'services.same-day-nurse.minutes',
      'CPRD 2013-14 (PMC5701995): nurse face to face 9.70 min, telephone 5.73',
      'Three fifths by telephone or brief; with write-up 10 minutes.',
    ),
    assumed(
      'services.same-day.needs',
      'Reports put urgent work by hand at 0.6 to 0.8 of normal when prepared, so less with nothing prepared, and typing up at 3 to 5 minutes a person.',
    ),
    assumed(
      'services.same-day',
      'At closing 65% are offered the next working day, 15% go to 111 and urgent care, 20% do not come back (starting values: 10-25% never return, 5-15% go elsewhere). Share of referrals, order of work, lateness.',
    ),
    assumed(
      'services.booked-gp',
      'With nothing prepared nobody knows who is booked: a quarter can be seen. A person whose slot is an hour late is rebooked, not before the next working day, behind booked and same-day people. Booked people come first, because they have a time and same-day requests have hours. Share of referrals, order of work, lateness.',
    ),
    assumed('services.booked-nurse', 'As booked GP appointments.'),
    assumed('services.same-day-nurse', 'As same-day GP requests, a little less urgent.'),
    assumed('services.home-visits', 'Forty minutes with travel; asked for in the morning.'),

    // Prescriptions, results, letters
    derived(
      'services.prescriptions.arrivals.poisson.perThousandPerWeek',
      'NHS Business Services Authority figures, 1.04 billion items in 2021/22',
      '630 items a working day for 10,000 patients = 315 per 1,000 and week; less 20% written in consultations and 15% repeat dispensing issued in advance (assumptions); three items to a request (assumption): 68 requests.',
    ),
    assumed(
      'services.prescriptions',
      'Minutes to prepare, days and hours of arrival. Signing: 60% of requests by a GP, 40% by a pharmacist, in expectation. Repeats cannot be issued by hand.',
    ),
    assumed('services.sign-prescriptions', 'Minutes for a request of three items; waits while prescribing is down.'),
    assumed(
      'services.pharmacist-prescriptions',
      'Minutes for a request of three items with a check; waits while prescribing is down.',
    ),
    assumed(
      'services.sort-results',
      '90 result messages a working day for 10,000 patients (60 to 120; no source found), two to a patient: 22.5 bundles per 1,000 and week.',
    ),
    derived(
      'services.read-results.minutes',
      'BMC Primary Care s12875-020-01331-6: 78% of GPs spend more than 30 minutes a day on tests',
      '30 minutes a day and 2,291 patients to a full-time GP is 65 minutes per 1,000 and week, for 19 bundles.',
    ),
    assumed('services.read-results', 'Order of work and lateness; waits while nothing can be filed.'),
    assumed(
      'services.sort-letters',
      '60 letters a working day for 10,000 patients (40 to 80; no source found), half of which a GP must read.',
    ),
    assumed('services.read-letters', 'Minutes, order of work and lateness; waits while nothing can be filed.'),
    assumed('services.referrals', 'Minutes, order of work and lateness; waits while nothing can be sent.'),
    assumed('reentry', 'Typed up by the office behind its other work.'),
  ],
};
