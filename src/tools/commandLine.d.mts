/** What tests use of it. */
export function builtCommandLine(): Promise<string | undefined>;
