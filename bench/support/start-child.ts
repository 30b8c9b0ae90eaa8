import { openBench } from './mappe.ts';

// Launches what `npm start` launches, up to an Arbeitskorb that can be shown, and ends.
const { app } = await openBench(process.argv[2] ?? '');
const korb = await app.handlers['arbeitskorb.get'](null);
if (!korb.ok) throw new Error(korb.problem.code);
process.exit(0);
