/** Paper and words made ready beforehand: lists of people at risk, forms for the laboratory and for referrals, messages to patients. */
import { z } from 'zod';
import type { BackupKind } from './kind.ts';
import { cover, URGENT, wayOfWorking } from './wayOfWorking.ts';

export const atRiskLists = {
  kind: 'at-risk-lists',
  title: 'Lists of at-risk patients made in advance',
  meaning:
    'Names, medicines and contacts of people at risk, kept ready, so that time-critical work goes on without the record. It covers only time-critical services.',
  evidence: 'Share and typing up are assumptions.',
  owner: 'practice',
  leadTime: '30 days',
  costs: '£150 once and £300 a year for each site, for keeping the lists fresh: an assumption.',
  example: `backups:
  - { id: at-risk, kind: at-risk-lists }
`,
  fields: z.strictObject({
    kind: z.literal('at-risk-lists'),
    ...wayOfWorking({
      title: 'Lists of at-risk patients made in advance',
      owner: 'practice',
      cost: { setUpPerSite: 150, perSitePerYear: 300 },
      start: { decision: '5 min', setUp: '5 min', failsToStart: 0.05 },
      covers: [
        cover(URGENT, 'records/read', 0.85, 1.2, 3, 'none'),
        cover(['urgent-prescriptions'], 'records/prescribing', 0.8, 1.3, 3, 'none'),
      ],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const paperForms = {
  kind: 'paper-forms',
  title: 'Paper pathology and referral forms',
  meaning:
    'Tests and referrals go out on paper forms, results come back by telephone or on paper; all is typed up afterwards.',
  evidence:
    'In the Bradford outage of July 2025 practices could print no pathology forms for six days; after 19 July 2024 suspected-cancer referrals of one practice were three to four days late. Shares are assumptions.',
  owner: 'practice',
  leadTime: '14 days',
  costs: '£80 once and £60 a year for each site: an assumption.',
  example: `backups:
  - { id: forms, kind: paper-forms }
`,
  fields: z.strictObject({
    kind: z.literal('paper-forms'),
    ...wayOfWorking({
      title: 'Paper pathology and referral forms',
      owner: 'practice',
      cost: { setUpPerSite: 80, perSitePerYear: 60 },
      start: { decision: '10 min', setUp: '10 min', failsToStart: 0.05 },
      covers: [
        cover(['cancer-referrals', 'referrals'], 'records/write', 0.6, 1.4, 4, 'read'),
        cover(['urgent-results'], 'records/interfaces', 0.7, 1.2, 3, 'none'),
      ],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const independentMessages = {
  kind: 'independent-messages',
  title: 'Independent bulk text and recorded phone messages',
  meaning:
    'A text to patients and a recorded message that do not pass through the record system tell people what to do, so calls are shorter and more of them can be dealt with.',
  evidence:
    'A Merseyside practice used its phone message when the network was down; Accurx fell out with EMIS on 19 July 2024. Share and slowdown are assumptions.',
  owner: 'practice',
  leadTime: '30 days',
  costs: '£300 once and £900 a year for each site: an assumption.',
  example: `backups:
  - { id: messages, kind: independent-messages }
`,
  fields: z.strictObject({
    kind: z.literal('independent-messages'),
    ...wayOfWorking({
      title: 'Independent bulk text and recorded phone messages',
      owner: 'practice',
      cost: { setUpPerSite: 300, perSitePerYear: 900 },
      start: { decision: '10 min', setUp: '10 min', failsToStart: 0.05 },
      covers: [
        cover(['calls'], 'records/appointments', 0.95, 1.1, 0.5, 'none'),
        cover(['online-requests'], 'records/appointments', 0.7, 1.2, 0.5, 'none'),
      ],
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
