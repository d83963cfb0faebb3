/** Every built-in kind of site, parsed, so that a fault in one of them is found when the program starts. */
import { communityPharmacy } from './communityPharmacy.ts';
import { gpPractice } from './gpPractice.ts';
import { hospitalDayUnit } from './hospitalDayUnit.ts';
import { template, type Template } from './template.ts';
import { urgentCareHub } from './urgentCareHub.ts';

export const builtInTemplates: Readonly<Record<string, Template>> = {
  'gp-practice': template.parse(gpPractice),
  'community-pharmacy': template.parse(communityPharmacy),
  'hospital-day-unit': template.parse(hospitalDayUnit),
  'urgent-care-hub': template.parse(urgentCareHub),
};
