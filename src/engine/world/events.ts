/** What an event of the agenda is, in the order of rule 4 within a tick. */
export const RELEASE = 0;
export const LEAVE = 1;
export const BECOME_DUE = 2;

/** In place of a deadline: in service with people who start nothing but re-entry. */
export const BY_TEAM = -2;
