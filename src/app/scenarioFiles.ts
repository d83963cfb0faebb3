/** The built-in scenario files beside the page, and which of them it opens with. */
import type { ReadScenario, ScenarioReader } from '../runner/scenarioReader.ts';
import { fingerprint } from '../scenario/fingerprint.ts';

export interface ScenarioEntry {
  readonly file: string;
  readonly id: string;
  readonly title: string;
}

/** What the page opens with. */
export const FIRST_SCENARIO = 'bolton-2024-07-19.yaml';

/**
 * Fetches a file and reads it; or takes what was read when the page was built, if the text served is still the one
 * that was read then.
 */
export async function readBuiltIn(file: string, reader: ScenarioReader): Promise<ReadScenario> {
  const address = `scenarios/${file}`;
  const before = alreadyRead(address.replace(/\.yaml$/, '.json'));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be read: ${response.status} ${response.statusText}`.trim());
  const text = await response.text();
  const known = await before;
  return known?.of === fingerprint(text) ? known.read : reader.read(text);
}

async function alreadyRead(address: string): Promise<{ of: string; read: ReadScenario } | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? ((await response.json()) as { of: string; read: ReadScenario }) : undefined;
  } catch {
    return undefined;
  }
}

/** Every built-in scenario; none when the list cannot be read, which hides nothing but the choice. */
export async function listScenarios(): Promise<readonly ScenarioEntry[]> {
  try {
    const response = await fetch('scenarios/index.json');
    return response.ok ? ((await response.json()) as ScenarioEntry[]) : [];
  } catch {
    return [];
  }
}
