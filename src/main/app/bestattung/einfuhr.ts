import type { Einfuhrbild } from '../../../contract/bestattung.ts';
import {
  einfuhrAblehnung,
  fehlerAlsCsv,
  GRAB_TABELLE,
  GRAEBER_CSV_VERSION,
  GRAEBER_TABELLE,
  pruefeGraeberCsv,
  trennzeichenText,
  type Einfuhrvorschau,
  type Grab,
  type Regelwerk,
} from '../../../domain/bestattung/index.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { Sha256 } from '../../../domain/shared/vorgang.ts';
import { liesZeichen } from '../../../domain/shared/zeichen.ts';
import { executeCommand } from '../execute.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { GRAEBER_VORGANG } from './stammdaten.ts';

/** An uploaded file waits here between the preview and the decision. */
interface Geladen {
  readonly upload: Sha256;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly vorschau: Einfuhrvorschau;
}

const FEHLER_GEZEIGT = 100;
/** More graves than any city has. */
const ALLE = 1_000_000;
const NICHT_DA = { code: 'app.nichts-gefunden', params: { was: 'Die hochgeladene Datei' } } as const;

/** Reading graves from CSV: looked at first with every faulty row, then taken over whole or not at all. */
export function openEinfuhr(workspace: OpenWorkspace) {
  const { ctx, documents } = workspace;
  let geladen: Geladen | null = null;
  workspace.atClose(() => {
    geladen = null;
  });
  return {
    pruefe(upload: Sha256, r: Regelwerk): Result<Einfuhrbild, Rejection> {
      const file = documents.transient(upload);
      if (!file) return err(NICHT_DA);
      const vorhanden = new Set(
        ctx.store.findDatensaetze(GRAB_TABELLE, { limit: ALLE }).map((row) => row.schluessel),
      );
      const { text, zeichensatz } = liesZeichen(file.bytes);
      const vorschau = pruefeGraeberCsv(text, r.friedhoefe, vorhanden);
      geladen = { upload, name: file.name, bytes: file.bytes, text, vorschau };
      const inDatei = new Set(vorschau.gueltig.map((g: Grab) => g.schluessel));
      return ok({
        name: file.name,
        zeichensatz,
        trennzeichen: trennzeichenText[vorschau.trennzeichen],
        zeilen: vorschau.zeilen,
        gueltig: vorschau.gueltig.length,
        neu: vorschau.neu,
        entfallen: [...vorhanden].filter((s) => !inDatei.has(s)).length,
        betroffen: ctx.store.read.rows(['bestattung'], { offen: true }).flatMap((row) => {
          const grab = row.projection.felder['grab'];
          return typeof grab === 'string' && !inDatei.has(grab) ? [`${row.projection.titel} (${grab})`] : [];
        }),
        fehlerGesamt: vorschau.fehler.length,
        fehler: vorschau.fehler.slice(0, FEHLER_GEZEIGT),
        uebernehmbar: vorschau.uebernehmbar,
      });
    },

    /** Every faulty row of the file last looked at, as CSV. */
    fehlerliste(upload: Sha256): Result<{ readonly name: string; readonly text: string }, Rejection> {
      if (geladen === null || geladen.upload !== upload) return err(NICHT_DA);
      const name = `Fehler-${geladen.name.replace(/\.csv$/i, '')}.csv`;
      return ok({ name, text: fehlerAlsCsv(geladen.text, geladen.vorschau.fehler) });
    },

    /** Stores the file and enters it as the new version of the table; the graves follow by themselves. */
    uebernimm(upload: Sha256, quelle: string, person: string): Result<number, Rejection> {
      if (geladen === null || geladen.upload !== upload) return err(NICHT_DA);
      const { vorschau, bytes, name } = geladen;
      const nein = einfuhrAblehnung(vorschau);
      if (nein) return err(nein);
      const mime = 'text/csv';
      const sha256 = ctx.store.blobs.put(bytes, { mime, name });
      const fakt = { sha256, bytes: bytes.length, mime, seiten: null, signaturen: [], vorgaenger: null };
      ctx.store.blobs.saveFakt(fakt);
      const inhalt = { art: 'csv', dokument: sha256, version: GRAEBER_CSV_VERSION, zeilen: vorschau.zeilen };
      const command = {
        type: 'setFassung',
        tabelle: GRAEBER_TABELLE,
        gueltigAb: ctx.clock.today(),
        quelle,
        geprueft: false,
        inhalt,
      };
      const baseRevision = ctx.store.read.stand(GRAEBER_VORGANG)?.revision ?? 0;
      const intent = { art: 'stammdaten', vorgang: GRAEBER_VORGANG, baseRevision, command };
      const done = executeCommand(ctx, person, intent);
      if (!done.ok) return done;
      geladen = null;
      return ok(vorschau.gueltig.length);
    },
  };
}
