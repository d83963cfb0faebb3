/** Backups that keep a component up: power, data, numbers, hosting and devices. */
import { z } from 'zod';
import type { BackupKind } from './kind.ts';
import { countedSupport, support } from './support.ts';

export const powerSupply = {
  kind: 'power-supply',
  title: 'Power supply',
  meaning: 'Batteries or a generator keep the power of a site up, by themselves, until they are empty.',
  evidence:
    'After storm Arwen (November 2021) more than a million lost power, 98% of them were back by day 6; a surgery without power got no priority (NHS England case study). Four hours of endurance are an assumption.',
  owner: 'practice',
  leadTime: '60 days',
  costs: '£3,000 once, £400 a year and £50 for each day in use for each site: an assumption.',
  example: `components:
  - { id: power, title: Mains power, scope: per-site }
backups:
  - { id: generator, kind: power-supply, endurance: 8 h }
`,
  fields: z.strictObject({
    kind: z.literal('power-supply'),
    ...support({
      title: 'Power supply',
      owner: 'practice',
      cost: { setUpPerSite: 3000, perSitePerYear: 400, perDayInUse: 50 },
      start: { failsToStart: 0.05 },
      component: 'power',
      automatic: true,
      endurance: '4 h',
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const mobileData = {
  kind: 'mobile-data',
  title: 'Mobile data',
  meaning: 'Routers or dongles take over when the line is down. Name the mobile network in requires: it can fail too.',
  evidence:
    'With a few 4G laptops an on-call doctor of a Merseyside practice ran acute clinics through a network failure. Useless when the record system itself is down; on 6 December 2018 a mobile network was down for a day. A level of 0.7 and 20 minutes to start are assumptions.',
  owner: 'practice',
  leadTime: '30 days',
  costs: '£600 once, £360 a year and £10 for each day in use for each site: an assumption.',
  example: `components:
  - { id: internet, title: Line of the site, scope: per-site }
  - { id: mobile-network, title: Mobile network }
backups:
  - { id: dongles, kind: mobile-data, requires: [ mobile-network ] }
`,
  fields: z.strictObject({
    kind: z.literal('mobile-data'),
    ...support({
      title: 'Mobile data',
      owner: 'practice',
      cost: { setUpPerSite: 600, perSitePerYear: 360, perDayInUse: 10 },
      start: { decision: '10 min', setUp: '10 min', failsToStart: 0.05 },
      component: 'internet',
      automatic: false,
      level: 0.7,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const spareNumbers = {
  kind: 'spare-numbers',
  title: 'Spare telephone numbers',
  meaning: 'A few lines that do not hang on the telephone system, mobiles for instance, take the calls.',
  evidence:
    'Park Lane Surgery put its phones through to a mobile in the storm of 2021; at Allerton two lines worked by late morning. A level of 0.4 and an hour to start are assumptions.',
  owner: 'practice',
  leadTime: '14 days',
  costs: '£200 once and £240 a year for each site: an assumption.',
  example: `components:
  - { id: phones, title: Telephones, scope: per-site }
backups:
  - { id: mobiles, kind: spare-numbers }
`,
  fields: z.strictObject({
    kind: z.literal('spare-numbers'),
    ...support({
      title: 'Spare telephone numbers',
      owner: 'practice',
      cost: { setUpPerSite: 200, perSitePerYear: 240 },
      start: { decision: '15 min', setUp: '45 min', failsToStart: 0.05 },
      component: 'phones',
      automatic: false,
      level: 0.4,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const redundantHosting = {
  kind: 'redundant-hosting',
  title: 'Redundant hosting',
  meaning:
    'A second place where the supplier runs the system takes over by itself. It must not share what fails: name what it needs in requires.',
  evidence:
    'At Guy’s and St Thomas’ on 19 July 2022 both data centres, each the other’s backup, failed in the same heat; BT’s first switch to its recovery system in June 2023 failed for want of practice. TPP’s yearly test: within 4 hours, expected under one. 30 minutes and a failure in 10% are assumptions.',
  owner: 'supplier',
  leadTime: '180 days',
  costs: '£2,500 a year for each site that the contract covers: an assumption.',
  example: `components:
  - { id: hosting, title: Data centre }
  - { id: second-centre, title: Second data centre }
backups:
  - { id: second-hosting, kind: redundant-hosting, requires: [ second-centre ] }
`,
  fields: z.strictObject({
    kind: z.literal('redundant-hosting'),
    ...support({
      title: 'Redundant hosting',
      owner: 'supplier',
      cost: { perSitePerYear: 2500 },
      start: { setUp: '30 min', failsToStart: 0.1 },
      component: 'hosting',
      automatic: true,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const spareDevices = {
  kind: 'spare-devices',
  title: 'Spare devices of another kind',
  meaning:
    'Tablets or laptops that do not run what failed stand in for the machines of a site: as far as they go round.',
  evidence:
    'On 19 July 2024 only machines with Windows crashed. Four spare devices a site and 20 minutes to start are assumptions.',
  owner: 'practice',
  leadTime: '45 days',
  costs: '£1,200 once and £300 a year for each site: an assumption.',
  example: `components:
  - { id: computers, title: Computers of the site, scope: per-site }
backups:
  - { id: tablets, kind: spare-devices, spare: 5 }
`,
  fields: z.strictObject({
    kind: z.literal('spare-devices'),
    ...countedSupport({
      title: 'Spare devices of another kind',
      owner: 'practice',
      cost: { setUpPerSite: 1200, perSitePerYear: 300 },
      start: { decision: '10 min', setUp: '10 min', failsToStart: 0.05 },
      component: 'computers',
      automatic: false,
      spare: 4,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
