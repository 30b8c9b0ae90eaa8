import { fakeBridge } from '../../support/fake-bridge.ts';

// the bridge must stand before the window's own code runs, as in both shells
Object.defineProperty(window, 'amtsmappe', { value: fakeBridge(location.search) });
await import('../../../src/renderer/main.tsx');
