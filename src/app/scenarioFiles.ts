/** The built-in scenario files beside the page, and a file that a planner opens. */

export interface ScenarioEntry {
  readonly file: string;
  readonly id: string;
  readonly title: string;
}

/** What the page opens with. */
export const FIRST_SCENARIO = 'bolton-2024-07-19.yaml';

async function textAt(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} could not be read: ${response.status} ${response.statusText}`.trim());
  return response.text();
}

export function readScenarioFile(file: string): Promise<string> {
  return textAt(`scenarios/${file}`);
}

/** Every built-in scenario; none when the list cannot be read, which hides nothing but the choice. */
export async function listScenarios(): Promise<readonly ScenarioEntry[]> {
  try {
    return JSON.parse(await textAt('scenarios/index.json')) as ScenarioEntry[];
  } catch {
    return [];
  }
}
