/** What tests use of it. */
export function findOffice(): string | undefined;
