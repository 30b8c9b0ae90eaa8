import { openBench } from './mappe.ts';

// Prints the resident memory of a process that does what the app does after unlocking.
const { app } = await openBench(process.argv[2] ?? '');
await app.handlers['arbeitskorb.get'](null);
await app.handlers['vorgang.list']({ arten: ['laufzettel'], offen: true });
globalThis.gc?.();
console.log(process.memoryUsage().rss);
app.close();
