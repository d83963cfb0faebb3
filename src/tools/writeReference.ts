/** Writes the format reference and the JSON Schema into public/: `npm run reference`. */
import { writeFileSync } from 'node:fs';
import { scenarioJsonSchema } from '../scenario/jsonSchema.ts';
import { editorJsonSchema } from '../scenario/uncertain/editorSchema.ts';
import { referencePage } from '../scenario/reference.ts';

const folder = new URL('../../public/', import.meta.url);
writeFileSync(
  new URL('scenario.schema.json', folder),
  `${JSON.stringify(editorJsonSchema(scenarioJsonSchema()), null, 2)}\n`,
);
writeFileSync(new URL('reference.html', folder), referencePage());
process.stdout.write('Wrote public/scenario.schema.json and public/reference.html\n');
