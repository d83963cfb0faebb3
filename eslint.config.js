/** Lint rules: TypeScript and Svelte recommended, and what would break "same seed, same bits" forbidden where it would. */
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const unsteady = [
  'random',
  'log',
  'exp',
  'pow',
  'sin',
  'cos',
  'tan',
  'log2',
  'log10',
  'log1p',
  'expm1',
  'hypot',
  'cbrt',
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'public/'] },
  ...tseslint.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig, extraFileExtensions: ['.svelte'] } },
  },
  {
    files: ['src/{catalog,scenario,engine,results,decide,exercise}/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...unsteady.map((property) => ({
          object: 'Math',
          property,
          message: 'Gives other bits in other engines: use src/engine/math.ts.',
        })),
        { object: 'Date', property: 'now', message: 'No clock in the model: pass the time as an argument.' },
      ],
      'no-restricted-globals': ['error', 'window', 'document', 'localStorage', 'Date', 'Intl'],
    },
  },
);
