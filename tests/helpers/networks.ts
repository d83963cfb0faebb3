/** Networks for tests: small ones written out, and the built-in scenarios. */
import type { Network } from '../../src/results/network/network.ts';
import { networkFrom } from './madeNetworks.ts';
import { textOf } from './study.ts';

export * from './madeNetworks.ts';

export const builtIn = (file: string, change: (text: string) => string = (text) => text): Network =>
  networkFrom(change(textOf(`${file}.yaml`)));
