// A Sitzungspaket of 500 pages: cover, linked contents, bookmarks, a stamp on each page, structure trees joined.
// Target: at most 5 s. Peer: qpdf putting the same files together without any of that.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DruckDokument } from '../src/domain/shared/druck.ts';
import { createPrinter, type PaketTeil } from '../src/main/print/index.ts';
import type { Measurement } from './measurement.ts';

const PAGES_PER_PART = 5;
const PARTS = 100;
const RUNS = 5;
const INFO = { zeit: '2026-11-12T07:12:00.000Z', kennung: 'Paket' };

const vorlage = (nummer: number): DruckDokument => ({
  titel: `Vorlage ${nummer}/2026`,
  absender: ['Stadt Musterhafen'],
  meta: [{ name: 'Vorlage', wert: `${nummer}/2026` }],
  abschnitte: Array.from({ length: PAGES_PER_PART }, (_, i) => ({
    ebene: 1 as const,
    ueberschrift: `Abschnitt ${i + 1}`,
    neueSeite: i > 0,
    bloecke: [
      { art: 'absatz' as const, text: 'Der Rat der Stadt nimmt den Bericht zur Kenntnis. '.repeat(40) },
    ],
  })),
  anlagen: [],
  hinweise: [],
  wasserzeichen: null,
  fusszeile: '',
  sprache: 'de',
  inhaltsverzeichnis: false,
});

export async function run(): Promise<Measurement[]> {
  const printer = createPrinter();
  const folder = mkdtempSync(join(tmpdir(), 'amtsmappe-bench-'));
  const files: string[] = [];
  const teile: PaketTeil[] = [];
  for (let i = 0; i < PARTS; i++) {
    const { bytes } = await printer.print(vorlage(i + 1), INFO);
    const file = join(folder, `${i}.pdf`);
    writeFileSync(file, bytes);
    files.push(file);
    teile.push({
      titel: `Ö ${i + 1} Vorlage ${i + 1}/2026`,
      ebene: 1 as const,
      stempel: `Ö ${i + 1}`,
      pdf: bytes,
    });
  }
  const deckblatt = { ...vorlage(0), titel: 'Sitzungspaket', abschnitte: [] };
  const ours: number[] = [];
  const peer: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    ours.push(await measure(() => printer.merge({ deckblatt, teile }, INFO)));
    peer.push(
      await measure(async () =>
        execFileSync('qpdf', ['--empty', '--pages', ...files, '--', join(folder, 'out.pdf')]),
      ),
    );
  }
  rmSync(folder, { recursive: true, force: true });
  const [a, b] = [median(ours), median(peer)];
  return [
    {
      name: 'package-500-pages',
      n: RUNS,
      p50: a,
      p99: Math.max(...ours),
      ours: a,
      peer: b,
      peerName: 'qpdf --pages',
      ratio: a / b,
    },
  ];
}

async function measure(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return performance.now() - started;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
