import type { PdfPrinter } from './index.ts';

/** PDF and font libraries (30 MB resident) are loaded with the first print: most days begin without one. */
export function lazyPrinter(): PdfPrinter {
  let loading: Promise<PdfPrinter> | null = null;
  const load = () => (loading ??= import('./index.ts').then((print) => print.createPrinter()));
  return {
    print: async (model, info) => (await load()).print(model, info),
    merge: async (paket, info) => (await load()).merge(paket, info),
  };
}
