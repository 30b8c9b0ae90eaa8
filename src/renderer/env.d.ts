/// <reference types="vite/client" />
import type { Bridge } from '../contract/bridge.ts';

declare global {
  interface Window {
    /** put there by the preload (Electron) or the bridge script (browser shell) before our script runs */
    readonly amtsmappe?: Bridge;
  }
}
