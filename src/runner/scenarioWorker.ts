/** The worker behind `createScenarioReader`. */
import { builtInTemplates } from '../catalog/templates/index.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { FromReader, ToReader } from './scenarioReader.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
scope.onmessage = ({ data }: MessageEvent<ToReader>) => {
  const { scenario, issues } = parseScenario(data.text, builtInTemplates);
  const answer: FromReader = {
    number: data.number,
    read: { ...(scenario && { scenario }), issues, templates: builtInTemplates },
  };
  scope.postMessage(answer);
};
