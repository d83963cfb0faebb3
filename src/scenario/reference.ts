/** The reference of the file format as one HTML page, made from the schema, the kinds of the catalogue and the decisions. */
import { actionKinds } from '../catalog/actions/index.ts';
import { backupKinds } from '../catalog/backups/index.ts';
import { faultKinds } from '../catalog/faults/index.ts';
import { measuresIn, recoveryMeasuresIn } from '../catalog/measures/index.ts';
import { NEUTRAL } from '../catalog/words.ts';
import { statistics as catalogStatistics } from '../catalog/measures/statistics.ts';
import { TABLE_NOTES, TABLES, type TableFormat } from '../catalog/tables.ts';
import { builtInTemplates } from '../catalog/templates/index.ts';
import { decisions } from './decisions.ts';
import { scenarioJsonSchema, type JsonSchema } from './jsonSchema.ts';
import { minimal } from './minimal.ts';
import { code, escape, rowsOf, typeOf, type Row } from './referenceRows.ts';
import { aboutUncertain, uncertainExample } from './uncertain/about.ts';

interface Kind {
  readonly kind: string;
  readonly title: string;
  readonly meaning: string;
  readonly evidence?: string;
  readonly leadTime?: string;
  readonly costs?: string;
  /** A fragment of a scenario file; a test runs them all. */
  readonly example?: string;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** Parts of the file in reading order, each with a sentence on what it is. */
const PARTS: readonly (readonly [string, string])[] = [
  [
    'words',
    'What things are called in tables, sentences and files. A kind of site may bring words (a template says them; gp-practice, pharmacy, hospital-unit and hub have them built in), and the file may state them for all: an airport says terminals and passengers, a railway control rooms and trains. What nobody says is called site, person, the record, a hub.',
  ],
  [
    'ownerEntry',
    'Who owns a backup, decides on an action or must agree. Built in: site, practice, pcn, icb, trust, national, supplier; any other needs an entry here.',
  ],
  [
    'group',
    'A network, board or place that sites belong to. Backups, actions and faults can be limited to one, and its sites can share a staff pool.',
  ],
  ['component', 'Anything that can fail. One with functions fails as a whole, or function by function.'],
  ['requirement', 'A component, or conditions on several, which may stand inside each other.'],
  ['site', 'A place that serves people. Its template supplies staff and services; what is stated here replaces them.'],
  ['template', 'A kind of site: its staff pools, services, and where its figures come from.'],
  [
    'pool',
    'People who can do some services, by shift. Either their planned utilisation is stated and the number follows from the work, or the number is stated.',
  ],
  ['shift', 'A weekly pattern of hours, within one day.'],
  [
    'service',
    'A kind of work: how much arrives, how long it takes, who does it, what happens to those who wait, and what it needs.',
  ],
  ['arrivals', 'Demand at random by hour of the week, or appointments booked over the staffed hours.'],
  ['profile', 'Seven days, Monday first, of 24 hourly weights.'],
  ['need', 'A component that a service needs, and what is left of the service without it when nothing is prepared.'],
  ['reentry', 'Typing up, after restoration, what was done without the system.'],
];
const SHARED: readonly (readonly [string, string])[] = [
  [
    'begins',
    'When a fault begins: at a moment, somewhere within a window (drawn once per run), or so long after another fault.',
  ],
  [
    'holds',
    'Messages that an interface keeps while what they come through is down; they come in a burst when it is back.',
  ],
  ['repair', 'How a component comes back: for everybody at once, in stages, or device by device.'],
  ['remoteRepair', 'How something comes back that nobody has to visit.'],
  ['stages', 'Functions, or shares of the sites hit, that come back one after another.'],
  [
    'when',
    'When an action holds: between two moments, from something that happens at each site, or when a backlog there has grown.',
  ],
  [
    'siteScope',
    'Which sites: all, those hit by the incident, a list of ids, a group, or a share that is drawn once per run.',
  ],
  ['cost', 'Pounds, all optional.'],
  ['strategy', 'A named set of backups and actions.'],
  ['evidence', 'What is on record about such an incident, held against what the model gives.'],
  ['figureSource', 'Where a figure comes from.'],
];
const VALUES: readonly (readonly [string, string, string])[] = [
  ['duration', '30 min, 4 h, 2 days', 'Clock time.'],
  [
    'workingDays',
    '2 workingDays',
    'Days of the working week (Monday to Friday unless workingWeek says otherwise) less closed dates, ending at the same time of day.',
  ],
  ['clock', '"08:30"', 'A time of day, 00:00 to 24:00, in quotation marks.'],
  ['days', 'mon-fri, "sat,sun"', 'Days of the week; a list in quotation marks inside braces.'],
  ['date', '2024-07-19', 'A date.'],
  ['dateTime', '2024-07-19 05:09', 'A moment in UK wall time.'],
  ['id', 'tonge-fold', 'Lower-case letters, digits and hyphens, starting with a letter, at most 40 characters.'],
  [
    'componentRef',
    'emis-web, emis-web/read, records/read',
    'A component or one of its functions; the first part may be an alias that a site resolves with uses.',
  ],
  ['share', '0.75', 'A share of 1, so 0.75 for 75%.'],
  ['minutesDistribution', '{ lognormal: { mean: 10, cv: 0.6 } }', 'How long work takes, in minutes, as plain numbers.'],
  [
    'delayDistribution',
    '{ triangular: [ 9 h, 13 h, 30 h ] }, 30 min',
    'A length of clock time that may vary from run to run; a bare length is always the same.',
  ],
];

function table(rows: readonly Row[], caption: string): string {
  const body = rows
    .map(
      ({ field, type, unit, bounds, standard, meaning }) =>
        `<tr><th scope="row"><code>${escape(field)}</code></th><td>${escape(meaning)}</td><td>${type}</td><td>${escape(unit)}</td><td>${escape(bounds)}</td><td>${standard}</td></tr>`,
    )
    .join('\n');
  return `<div class="table" role="region" tabindex="0" aria-label="${escape(caption)}">
<table>
<caption>${escape(caption)}</caption>
<thead><tr><th scope="col">Field</th><th scope="col">Meaning</th><th scope="col">Value</th><th scope="col">Unit</th><th scope="col">Bounds</th><th scope="col">Default</th></tr></thead>
<tbody>
${body}
</tbody>
</table>
</div>`;
}

function titleOf(root: JsonSchema, id: string): string {
  return (root.$defs?.[id]?.title ?? (id === 'requirement' ? 'Requirement' : id)).replace(/:.*/, '');
}

function part(root: JsonSchema, id: string, about: string): Section {
  const schema = root.$defs![id]!;
  const rows = rowsOf(schema, root);
  const alternatives = schema.anyOf
    ? `<p>One of: ${typeOf(schema, root)}.</p>`
    : rows.length === 0
      ? `<p>${capital(typeOf(schema, root))}.</p>`
      : '';
  const title = titleOf(root, id);
  const rule = schema.$comment === undefined ? '' : `<p>Rule: ${escape(schema.$comment)}.</p>\n`;
  return {
    id,
    title,
    body: `<p>${escape(about)}</p>\n${rule}${alternatives}${rows.length > 0 ? table(rows, `Fields of: ${title.toLowerCase()}`) : ''}`,
  };
}

/** What is known of a kind, and an example of it. */
function known({ evidence, leadTime, costs, example }: Kind): string {
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['What is known', evidence],
    ['Usual lead time', leadTime],
    ['Cost', costs],
  ];
  return [
    ...lines.flatMap(([label, text]) => (text === undefined ? [] : [`<p><b>${label}:</b> ${escape(text)}</p>\n`])),
    ...(example === undefined ? [] : [`<pre tabindex="0"><code>${escape(example)}</code></pre>\n`]),
  ].join('');
}

/** A fault whose example is one entry, with where it stands in the file. */
function inIncident<K extends { readonly example: string }>(kind: K): K {
  return { ...kind, example: `incident:\n  faults:\n    - ${kind.example.replaceAll('\n', '\n      ')}\n` };
}

/** Kinds of one family: the fields they have in common once, then each kind with its own. */
function family(root: JsonSchema, id: string, title: string, about: string, kinds: readonly Kind[]): Section {
  const rows = kinds.map((kind) =>
    rowsOf(root.$defs![`${id}-${kind.kind}`]!, root).filter((row) => row.field !== 'kind'),
  );
  const sameEverywhere = (row: Row): boolean =>
    rows.every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(row)));
  const common: Row[] = [
    {
      field: 'kind',
      type: kinds.map((kind) => `<a href="#${id}-${kind.kind}">${code(kind.kind)}</a>`).join(' or '),
      unit: '',
      bounds: '',
      standard: 'required',
      meaning: 'Kind',
    },
    ...(rows[0] ?? []).filter(sameEverywhere),
  ];
  // A field that all have, with defaults of their own, is listed once; each kind then says its default.
  const isUsual = (row: Row): boolean =>
    !sameEverywhere(row) && rows.every((list) => list.some((other) => isAlike(other, row)));
  common.push(...(rows[0] ?? []).filter(isUsual).map((row) => ({ ...row, standard: 'by kind' })));
  const each = kinds.map((kind, k) => {
    const own = rows[k]!.filter((row) => !sameEverywhere(row));
    return `<section id="${id}-${kind.kind}">
<h3>${escape(kind.title)}: ${code(kind.kind)}</h3>
<p>${escape(kind.meaning)}</p>
${known(kind)}${own.length > 0 ? table(own, `Besides: ${kind.title.toLowerCase()}`) : ''}
</section>`;
  });
  return {
    id,
    title,
    body: `<p>${escape(about)}</p>\n${table(common, `Fields of every ${id === 'action' ? 'recovery action' : id}`)}\n${each.join('\n')}`,
  };
}

/** Alike but for the default. */
function isAlike(a: Row, b: Row): boolean {
  return JSON.stringify({ ...a, standard: '' }) === JSON.stringify({ ...b, standard: '' });
}

function values(root: JsonSchema): Section {
  const rows = VALUES.map(([id, example, about]) => {
    const schema = root.$defs![id]!;
    return `<tr id="${id}"><th scope="row">${escape(titleOf(root, id))}</th><td>${code(example)}</td><td>${escape(about)}${schema.anyOf ? ` One of: ${typeOf(schema, root)}.` : ''}</td></tr>`;
  });
  const distributions = ['minutesDistribution', 'delayDistribution'].map((id) =>
    table(rowsOf(root.$defs![id]!, root), `Fields of: ${titleOf(root, id).toLowerCase()}`),
  );
  return {
    id: 'values',
    title: 'How values are written',
    body: `<div class="table" role="region" tabindex="0" aria-label="Values"><table>
<caption>Values</caption>
<thead><tr><th scope="col">Value</th><th scope="col">Written as</th><th scope="col">Meaning</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
${distributions.join('\n')}`,
  };
}

function measures(): Section {
  const rows = [...recoveryMeasuresIn(NEUTRAL), ...measuresIn(NEUTRAL)].map(
    ({ label, meaning, unit, lowerIsBetter }) =>
      `<tr><th scope="row">${escape(label)}</th><td>${escape(meaning)}</td><td>${escape(unit)}</td><td>${lowerIsBetter ? (unit === 'working days' || unit === 'hours' ? 'earlier' : 'less') : 'more'}</td></tr>`,
  );
  return {
    id: 'measures',
    title: 'Measures',
    body: `<p>What every strategy is measured by. The model counts disruption; it knows no clinical outcome.</p>
<div class="table" role="region" tabindex="0" aria-label="Measures"><table>
<caption>Measures</caption>
<thead><tr><th scope="col">Measure</th><th scope="col">Meaning</th><th scope="col">Unit</th><th scope="col">Better is</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`,
  };
}

function statistics(): Section {
  const rows = catalogStatistics.map(
    ({ label, meaning, source }) =>
      `<tr><th scope="row">${escape(label)}</th><td>${escape(meaning)}</td><td>${escape(source)}</td></tr>`,
  );
  return {
    id: 'statistics',
    title: 'Statistics',
    body: `<p>How figures are made of many runs, and how surely they are known. The run is the unit. All of it stands in the results that <code>npm run simulate</code> writes as JSON and CSV.</p>
<div class="table" role="region" tabindex="0" aria-label="Statistics"><table>
<caption>Statistics</caption>
<thead><tr><th scope="col">Figure</th><th scope="col">How it is worked out</th><th scope="col">Method</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`,
  };
}

function builtIn(): Section {
  const rows = Object.entries(builtInTemplates).map(([id, template]) => {
    const aliases = new Set(
      [...Object.values(template.services), ...(template.reentry ? [template.reentry] : [])].flatMap((service) =>
        service.needs.map((need) => need.component.split('/')[0]!),
      ),
    );
    return `<tr><th scope="row"><code>${escape(id)}</code></th><td>${escape(template.title)}</td><td>${Object.keys(template.pools).map(code).join(', ')}</td><td>${Object.keys(template.services).map(code).join(', ')}</td><td>${[...aliases].map(code).join(', ')}</td></tr>`;
  });
  return {
    id: 'built-in',
    title: 'Kinds of site built in',
    body: `<p>Templates that a site can name without their standing in the file. A site says in <code>uses</code> which component stands behind each alias.</p>
<div class="table" role="region" tabindex="0" aria-label="Kinds of site built in"><table>
<caption>Kinds of site built in</caption>
<thead><tr><th scope="col">Template</th><th scope="col">Title</th><th scope="col">Staff pools</th><th scope="col">Services</th><th scope="col">Aliases it needs</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`,
  };
}

function uncertainNumbers(root: JsonSchema): Section {
  return {
    id: 'uncertain',
    title: 'Numbers that are not known',
    body: `${aboutUncertain.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
<pre tabindex="0"><code>${escape(uncertainExample)}</code></pre>
${table(rowsOf(root.$defs!['uncertain']!, root), 'Fields of: an uncertain number (without "of" when it stands in place of the number)')}`,
  };
}

/** The plain tables of one run, which the command line writes for other simulators. */
function plainTables(): Section {
  const each = Object.values<TableFormat>(TABLES).map(
    ({ name, about, order, columns }) => `<section id="table-${name}">
<h3>${code(`${name}.csv`)}</h3>
<p>${escape(about)} Rows: ${escape(order)}.</p>
<dl>
${columns.map((column) => `<dt>${code(column.name)}</dt>\n<dd>${escape(column.meaning)}.</dd>`).join('\n')}
</dl>
</section>`,
  );
  return {
    id: 'tables',
    title: 'Plain tables for another simulator',
    body: `<p><code>npm run simulate -- file.yaml --tables folder --run 0 --strategy id</code> writes one run of one strategy (or of <code>twin</code>) as CSV files, from which a simulator that knows nothing of this one can reproduce when every item starts. A test does so.</p>
<ul>
${TABLE_NOTES.map((note) => `<li>${escape(note)}</li>`).join('\n')}
</ul>
${each.join('\n')}`,
  };
}

function decisionList(): Section {
  const entries = decisions.map(
    ({ rule, question, choice }) =>
      `<dt>${escape(question)}</dt>\n<dd>${escape(choice).replace(/`([^`]+)`/g, '<code>$1</code>')} <span class="rule">Rule ${rule}.</span></dd>`,
  );
  return {
    id: 'decisions',
    title: 'Decisions',
    body: `<p>Where the design of the model left a question open, the program answers it as follows. The numbers are those of the engine’s rules (<code>src/engine/RULES.md</code>), which say each of them down to the hundredth of a second.</p>
<dl>
${entries.join('\n')}
</dl>`,
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The whole page. It loads nothing but reference.css. */
export function referencePage(): string {
  const root = scenarioJsonSchema();
  const sections: Section[] = [
    {
      id: 'example',
      title: 'The shortest file worth running',
      body: `<pre tabindex="0"><code>${escape(minimal)}</code></pre>`,
    },
    {
      id: 'file',
      title: 'The file',
      body: `<p>YAML or JSON. Fields in any order; a field that is not listed here is an error, and so is the same field twice. Anchors, aliases and tags are not used.</p>\n${table(rowsOf(root, root), 'Fields of the file')}`,
    },
    values(root),
    ...PARTS.map(([id, about]) => part(root, id, about)),
    builtIn(),
    family(root, 'fault', 'Faults', 'What goes wrong, when, how widely, and how it ends.', faultKinds.map(inIncident)),
    family(root, 'backup', 'Backups', 'Ways to carry on a service while a component is down.', backupKinds),
    family(root, 'action', 'Recovery actions', 'Ways to catch up or to shed load.', actionKinds),
    ...SHARED.map(([id, about]) => part(root, id, about)),
    uncertainNumbers(root),
    measures(),
    statistics(),
    plainTables(),
    decisionList(),
  ];
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scenario files: reference - Standby</title>
<link rel="stylesheet" href="reference.css">
</head>
<body>
<a class="skip" href="#main">Skip to the reference</a>
<header>
<p><a href="./">Standby</a></p>
<h1>Scenario files: reference</h1>
<p>Every field of a scenario file, format 1, with its unit, bounds and default. The same is there for editors as <a href="scenario.schema.json">JSON Schema</a>. This page is made from the program itself.</p>
</header>
<nav aria-label="Contents">
<ul>
${sections.map((section) => `<li><a href="#${section.id}">${escape(section.title)}</a></li>`).join('\n')}
</ul>
</nav>
<main id="main">
${sections.map((section) => `<section id="${section.id}">\n<h2>${escape(section.title)}</h2>\n${section.body}\n</section>`).join('\n')}
</main>
</body>
</html>
`;
}
