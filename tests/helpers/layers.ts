/** What a source file says against the rules of the layers: who may import whom, and what only the screen may touch. */
import { posix } from 'node:path';
import ts from 'typescript';

/** Each folder may import from itself and from those before it. */
const ORDER = [
  'catalog',
  'scenario',
  'engine',
  'results',
  'runner',
  'decide',
  'exercise',
  'imports',
  'exports',
  'charts',
  'app',
];
const BELOW_THE_SCREEN = ORDER.slice(0, ORDER.indexOf('charts'));
/** The terminal's own files: they may import what lies below the screen, and nothing imports them. */
const TERMINAL = 'cli';
/** Files that join everything up, the terminal and the page, lie in src itself; they and the tools may import anything. */
const FREE = /^([^/]+|tools\/.*)$/;
/** Where numbers are made, so that every browser must make the same. */
const SAME_BITS = ['catalog', 'scenario', 'engine', 'results'];
const EXACT_MATH = [
  'abs',
  'ceil',
  'floor',
  'round',
  'trunc',
  'min',
  'max',
  'sign',
  'sqrt',
  'imul',
  'clz32',
  'fround',
  'PI',
  'E',
];
const SCREEN = ['document', 'window', 'localStorage', 'sessionStorage', 'indexedDB', 'location', 'globalThis'];
const WORKERS = ['navigator', 'Worker', 'postMessage', 'self'];
const CLOCK = ['Date', 'Intl'];
/** Tells only how long something took: whoever shares out work may know that. */
const STOPWATCH = ['performance'];

/** What a file says against the rules; `path` is from src, with forward slashes. */
export function violations(path: string, text: string): string[] {
  const folder = path.split('/')[0]!;
  if (FREE.test(path)) return [];
  if (!ORDER.includes(folder) && folder !== TERMINAL)
    return [`${path}: the folder ${folder} has no place in the order of layers`];
  const code = path.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).join('\n')
    : text;
  const below = BELOW_THE_SCREEN.includes(folder);
  return [
    ...importsOf(code).flatMap((from) => importViolation(path, folder, from, below)),
    ...(below ? usesOf(path, code).flatMap((use) => useViolation(folder, use)) : []),
  ].map((what) => `${path}: ${what}`);
}

function importsOf(code: string): string[] {
  return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
}

function importViolation(path: string, folder: string, from: string, below: boolean): string[] {
  if (!from.startsWith('.')) {
    if ((below || folder === TERMINAL) && /^svelte(\/|$)/.test(from)) return [`imports ${from}`];
    return below && from.startsWith('node:') && folder !== 'runner' ? [`imports ${from}`] : [];
  }
  const target = posix.join(posix.dirname(path), from);
  if (target.startsWith('..')) return [`imports ${from} from outside src`];
  if (below && target.endsWith('.svelte')) return [`imports ${target}`];
  const itsFolder = target.split('/')[0]!;
  if (folder === TERMINAL) return [TERMINAL, ...BELOW_THE_SCREEN].includes(itsFolder) ? [] : [`imports ${target}`];
  const place = ORDER.indexOf(itsFolder);
  return place < 0 || place > ORDER.indexOf(folder) ? [`imports ${target}`] : [];
}

interface Use {
  readonly name: string;
  /** The member taken from it, if any; for a member of something else, `name` is empty. */
  readonly member: string;
  readonly line: number;
}

/** Global names and members that a file uses: names it declares itself do not count where they are in scope. */
function usesOf(path: string, code: string): Use[] {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.ES2023, true);
  const declared = new Map<string, ts.Node[]>();
  const used: { node: ts.Identifier; member: string }[] = [];
  const uses: Use[] = [];
  const line = (node: ts.Node): number => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) uses.push({ name: '', member: node.name.text, line: line(node) });
    if (
      ts.isBinaryExpression(node) &&
      [ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.AsteriskAsteriskEqualsToken].includes(node.operatorToken.kind)
    )
      uses.push({ name: 'Math', member: '**', line: line(node) });
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const names = 'name' in parent && parent.name === node;
      if (
        names &&
        (ts.isVariableDeclaration(parent) ||
          ts.isParameter(parent) ||
          ts.isBindingElement(parent) ||
          ts.isFunctionDeclaration(parent) ||
          ts.isClassDeclaration(parent) ||
          ts.isImportSpecifier(parent) ||
          ts.isImportClause(parent) ||
          ts.isNamespaceImport(parent))
      ) {
        declared.set(node.text, [
          ...(declared.get(node.text) ?? []),
          scopeOf(ts.isFunctionDeclaration(parent) ? parent : node),
        ]);
      } else if (
        !names &&
        !('propertyName' in parent && parent.propertyName === node) &&
        !ts.isTypeReferenceNode(parent)
      ) {
        used.push({
          node,
          member: ts.isPropertyAccessExpression(parent) && parent.expression === node ? parent.name.text : '',
        });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const { node, member } of used) {
    const isOwn = declared.get(node.text)?.some((scope) => scope.pos <= node.pos && node.end <= scope.end) ?? false;
    if (!isOwn) uses.push({ name: node.text, member, line: line(node) });
  }
  return uses;
}

function scopeOf(node: ts.Node): ts.Node {
  let at = node.parent;
  while (
    !ts.isSourceFile(at) &&
    !ts.isBlock(at) &&
    !ts.isFunctionLike(at) &&
    !ts.isForStatement(at) &&
    !ts.isForOfStatement(at) &&
    !ts.isCatchClause(at)
  )
    at = at.parent;
  return at;
}

function useViolation(folder: string, { name, member, line }: Use): string[] {
  const whole = member === '' ? name : `${name}.${member}`;
  if (name === '') return /^toLocale|^localeCompare$/.test(member) ? [`uses ${member} in line ${line}`] : [];
  if (name === 'Math')
    return (member === 'random' || SAME_BITS.includes(folder)) && !EXACT_MATH.includes(member)
      ? [`uses ${whole} in line ${line}`]
      : [];
  const forbidden = [...SCREEN, ...CLOCK, ...(folder === 'runner' ? [] : [...STOPWATCH, ...WORKERS])];
  return forbidden.includes(name) ? [`uses ${whole} in line ${line}`] : [];
}
