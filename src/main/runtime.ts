import { setFlagsFromString } from 'node:v8';

/**
 * Compiling a wrapper between WebAssembly and JavaScript can tear down V8 13.6 of Node 24 while threads that use
 * WebAssembly come and go (nodejs/node#64500; `fetch` parses its answers in WebAssembly, and files of strangers are
 * read in threads). The interpreter's wrapper costs some nanoseconds a call and is safe.
 */
export const SAFE_V8 = '--wasm-wrapper-tiering-budget=2147483647';

/** To be called first in every program, before anything asks the network. */
export function keepEngineSafe(): void {
  setFlagsFromString(SAFE_V8);
}
