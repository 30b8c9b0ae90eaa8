import type { Paket } from '../../../contract/sitzung.ts';
import type { DruckDokument } from '../../../domain/shared/druck.ts';
import { formatTag, formatZeitpunkt, tagOf } from '../../../domain/shared/dates.ts';
import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok, type Result } from '../../../domain/shared/result.ts';
import type { Command, PersonId, VorgangId } from '../../../domain/shared/vorgang.ts';
import {
  oeffentlichesPaket,
  vollstaendigesPaket,
  type Gegenstandsvorgang,
  type NichtoeffentlicheSitzung,
  type Paketeintrag,
  type Paketinhalt,
  type Sitzung,
} from '../../../domain/sitzung/index.ts';
import { problemOf, type AppContext } from '../context.ts';
import { executeCommand } from '../execute.ts';
import type { Paketteil } from '../fach-ports.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { marked, printGegenstand, rahmenOf } from './druck.ts';
import { anlagenOf, searchPaket, stateOf, type Quelle } from './leckpruefung.ts';

type Art = 'oeffentlich' | 'vollstaendig';

/**
 * Makes the public or the full package as one PDF. The public one is built from the public allow-list alone; then
 * its finished file is searched, page by page, for everything of the non-public part, and the result is recorded
 * there. Any hit blocks the release until two people lift it.
 *
 * Errors: what the domain names as a bar, `sitzung.anlage-unlesbar`, `sitzung.leckpruefung-unvollstaendig` when the
 * finished file can't be read to the end, and those of the recording command.
 */
export async function makePaket(
  workspace: OpenWorkspace,
  person: PersonId,
  sitzung: VorgangId,
  art: Art,
): Promise<Result<Paket, Rejection>> {
  const { ctx, checker, documents } = workspace;
  const q = quelleOf(ctx, sitzung);
  if (!q)
    return err({
      code: 'app.nichts-gefunden',
      params: { was: 'Die Sitzung mit ihrem nichtöffentlichen Teil' },
    });
  const inhalt = inhaltOf(ctx, q, art);
  const [sperre] = inhalt.sperren;
  if (sperre) return err(sperre);
  const merged = await merge(workspace, q, inhalt, art);
  if (!merged.ok) return merged;
  const { bytes, seiten } = merged.value;
  const name = `Sitzungspaket-${art === 'oeffentlich' ? 'öffentlich' : 'vollständig'}-${tagOf(q.sitzung.beginn)}.pdf`;
  const checked = await checker.check(name, bytes, 'pdf', { von: 'eigen', aus: null });
  if (!checked.ok) return checked;
  const stempel = inhalt.eintraege.map(stempelOf);
  const sources = { nichtoeffentlich: verborgen(ctx, q), oeffentlich: oeffentlich(ctx, q) };
  const command =
    art === 'oeffentlich'
      ? await searchPaket(ctx, q, sources, { bytes, dokument: checked.value.fakt.sha256, stempel })
      : null;
  if (command && !command.ok) return command;
  const document = documents.keep(name, bytes, checked.value);
  const recorded = record(
    ctx,
    person,
    q.sitzung.nichtoeffentlicheSitzung,
    command?.value ?? ({ type: 'recordVollstaendigesPaket', dokument: document.sha256 } as Command),
  );
  if (!recorded.ok) return recorded;
  const maengel = inhalt.maengel.map((m) => problemOf(ctx.errors, m));
  return ok({ document, seiten, maengel, treffer: command?.value.treffer.length ?? 0 });
}

function quelleOf(ctx: AppContext, id: VorgangId): Quelle | null {
  const sitzung = stateOf<Sitzung>(ctx, id);
  const noe = sitzung && stateOf<NichtoeffentlicheSitzung>(ctx, sitzung.nichtoeffentlicheSitzung);
  return sitzung?.art === 'sitzung' && noe ? { id, sitzung, noe } : null;
}

function papersOf(ctx: AppContext, ids: readonly (VorgangId | null)[]) {
  const found = new Map<VorgangId, Gegenstandsvorgang>();
  for (const id of ids) {
    const state = id === null ? null : stateOf<Gegenstandsvorgang>(ctx, id);
    if (id !== null && state) found.set(id, state);
  }
  return found;
}

const oeffentlich = (ctx: AppContext, q: Quelle) =>
  papersOf(
    ctx,
    q.sitzung.tagesordnung.map((t) => t.bezug),
  );
const verborgen = (ctx: AppContext, q: Quelle) =>
  papersOf(
    ctx,
    q.noe.punkte.map((p) => p.bezug),
  );

function inhaltOf(ctx: AppContext, q: Quelle, art: Art): Paketinhalt {
  const auskunft = ctx.store.read.dokument;
  const gegenstaende = oeffentlich(ctx, q);
  if (art === 'oeffentlich') return oeffentlichesPaket({ sitzung: q.sitzung, gegenstaende, auskunft });
  const alle = new Map([...gegenstaende, ...verborgen(ctx, q)]);
  return vollstaendigesPaket({
    sitzung: q.sitzung,
    gegenstaende: alle,
    auskunft,
    nichtoeffentlich: q.noe,
    nichtoeffentlicheAnlagen: anlagenOf(ctx, alle.values()),
  });
}

/** What stands on each page of a part before the page number. */
const stempelOf = (e: Paketeintrag): string => e.lesezeichen.slice(0, 90);

async function merge(workspace: OpenWorkspace, q: Quelle, inhalt: Paketinhalt, art: Art) {
  const { ctx, printer } = workspace;
  const teile: Paketteil[] = [];
  for (const e of inhalt.eintraege) {
    const titel = e.text === '' ? e.lesezeichen : `${e.lesezeichen} – ${e.text}`;
    teile.push({
      titel,
      ebene: e.ebene,
      stempel: stempelOf(e),
      pdf: await pdfOf(workspace, e),
    });
  }
  const info = { zeit: ctx.clock.now(), kennung: q.id };
  const deckblatt = marked(cover(ctx, q.sitzung, art), workspace.demo !== null);
  const merged = await printer.merge({ deckblatt, teile }, info);
  if (merged.ok) return merged;
  const { teil, grund } = merged.error;
  return err<Rejection>({
    code: 'sitzung.anlage-unlesbar',
    params: {
      nummer: inhalt.eintraege[teil]?.lesezeichen ?? '',
      bezeichnung: inhalt.eintraege[teil]?.lesezeichen ?? '',
      mangel: grund === 'beschaedigt' ? 'beschädigt' : 'verschlüsselt',
    },
  });
}

async function pdfOf(workspace: OpenWorkspace, e: Paketeintrag): Promise<Uint8Array | null> {
  const { ctx, printer } = workspace;
  if (e.dokument !== null) return ctx.store.blobs.read(e.dokument);
  const paper = e.vorgang === null ? null : stateOf<Gegenstandsvorgang>(ctx, e.vorgang);
  if (!paper || e.vorgang === null) return null;
  // what is signed goes in as it was signed
  const own =
    paper.art === 'niederschrift' || paper.art === 'dringlichkeitsentscheidung' ? paper.dokument : null;
  if (own !== null) return ctx.store.blobs.read(own);
  if (paper.art === 'niederschrift') return null;
  const model = marked(printGegenstand(paper, ctx), workspace.demo !== null);
  return (await printer.print(model, { zeit: ctx.clock.now(), kennung: e.vorgang })).bytes;
}

function cover(ctx: AppContext, s: Sitzung, art: Art): DruckDokument {
  const rahmen = rahmenOf(ctx);
  return {
    titel: art === 'oeffentlich' ? 'Sitzungspaket, öffentlich' : 'Sitzungspaket, vollständig',
    untertitel: `${s.gremiumName}, ${formatTag(tagOf(s.beginn))}`,
    absender: rahmen.absender,
    meta: [
      { name: 'Sitzung', wert: s.titel },
      { name: 'Beginn', wert: formatZeitpunkt(s.beginn) },
      { name: 'Ort', wert: s.ort },
      { name: 'Stand', wert: formatZeitpunkt(rahmen.stand) },
    ],
    abschnitte: [],
    anlagen: [],
    hinweise:
      art === 'oeffentlich'
        ? []
        : [
            'Dieses Paket enthält nichtöffentliche Unterlagen. Es ist nur für die Mitglieder des Gremiums bestimmt.',
          ],
    wasserzeichen: art === 'oeffentlich' ? null : 'Vertraulich',
    fusszeile: `Sitzungspaket · ${s.gremiumName} · ${formatTag(tagOf(s.beginn))}`,
    sprache: 'de',
    inhaltsverzeichnis: false,
  };
}

function record(ctx: AppContext, person: PersonId, vorgang: VorgangId, command: Command) {
  const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
  return executeCommand(ctx, person, { art: 'sitzung_nichtoeffentlich', vorgang, baseRevision, command });
}
