import { SAFE_V8 } from '../src/main/runtime.ts';

/** What Node needs to run jest on native modules; the workers of jest inherit it. */
export const JEST: readonly string[] = [
  '--no-warnings',
  '--experimental-vm-modules',
  SAFE_V8,
  'node_modules/jest/bin/jest.js',
];
