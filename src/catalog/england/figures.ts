/** Figures about England as a whole, each with its source, that the national network is built from and held against. */

/** Patients of the mean practice. */
export const MEAN_LIST = {
  patients: 10_101,
  source: 'BMA, June 2024 (Staffordshire LMC, 14 August 2024): 63.4 million registered patients',
} as const;

/**
 * Spread of list sizes: standard deviation of their logarithm. A median of about 8,700, one practice in fifteen above
 * 20,000; the real tail of very small practices is longer.
 */
export const LIST_SPREAD = { sigma: 0.55, source: 'Assumption, after the bands of July 2020 (NHS Digital)' } as const;

/** Practices in a primary care network of the synthetic England. */
export const NETWORK_SIZE = {
  practices: 5,
  source: 'Mapping of August 2025: 4.8 practices to a network on average',
} as const;

/** What is on record about 19 July 2024, or was derived from it. Nothing is fitted to these. */
export const ON_RECORD = {
  emisPractices: {
    count: 3633,
    source: 'Practice mapping of August 2025: practices whose first-named system is EMIS',
  },
  pressPractices: { count: 3700, source: 'Press Association, 19 July 2024: practices that could be hit' },
  exposedAppointments: {
    count: 780_000,
    source:
      'Derived: 1.43 million appointments a working day (June 2024) x 0.924 for a Friday x 59% of practices on EMIS; no count of 19 July 2024 was found',
  },
} as const;
