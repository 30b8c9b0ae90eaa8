import type { Rejection } from '../../../domain/shared/rejection.ts';
import { err, ok } from '../../../domain/shared/result.ts';
import type { Sha256, VorgangId } from '../../../domain/shared/vorgang.ts';
import {
  findLeaks,
  geheimeDateien,
  lueckenAsTreffer,
  nichtoeffentlicheQuellen,
  seitenOhneText,
  type GeheimeDatei,
  type Gegenstandsvorgang,
  type NichtoeffentlicheAnlage,
  type NichtoeffentlicheSitzung,
  type Sitzung,
  type UngelesenQuelle,
} from '../../../domain/sitzung/index.ts';
import type { AppContext } from '../context.ts';
import { readPdfText } from './pdf-text.ts';

/** The two Vorgaenge of a session and everything their items refer to. */
export interface Quelle {
  readonly id: VorgangId;
  readonly sitzung: Sitzung;
  readonly noe: NichtoeffentlicheSitzung;
}

type Papers = ReadonlyMap<VorgangId, Gegenstandsvorgang>;

export const stateOf = <S>(ctx: AppContext, id: VorgangId): S | null =>
  (ctx.store.read.stand(id)?.state as S | undefined) ?? null;

/** Non-public annexes of these papers that have not been taken away. */
export function anlagenOf(ctx: AppContext, papers: Iterable<Gegenstandsvorgang>) {
  const found = new Map<VorgangId, NichtoeffentlicheAnlage>();
  for (const p of papers) {
    if (p.art !== 'vorlage') continue;
    for (const id of p.nichtoeffentlicheAnlagen) {
      const anlage = stateOf<NichtoeffentlicheAnlage>(ctx, id);
      if (anlage && anlage.entfernt === null) found.set(id, anlage);
    }
  }
  return found;
}

/** Non-public files and what they say; what could not be read comes back with its fault, never as empty. */
async function readAnlagen(ctx: AppContext, dateien: readonly GeheimeDatei[]) {
  const texte = new Map<Sha256, string>();
  const ungelesen: UngelesenQuelle[] = [];
  for (const { quelle, bezeichnung, sha256 } of dateien) {
    const fault = (mangel: string) => ungelesen.push({ quelle, bezeichnung, mangel });
    const file = ctx.store.blobs.read(sha256);
    if (!file) {
      fault('Die Datei liegt hier nicht vor');
      continue;
    }
    const read = await readPdfText(file);
    if (!read.ok) {
      fault('Die Datei ist beschädigt, verschlüsselt oder kein PDF; ihr Text ließ sich nicht lesen');
      continue;
    }
    const text = read.value.orte
      .filter((o) => o.seite !== null)
      .map((o) => o.text)
      .join('\n');
    texte.set(sha256, text);
    if (text.trim() === '') fault('Die Datei hat keinen lesbaren Text, vermutlich ist sie ein Scan');
  }
  return { texte, ungelesen };
}

/**
 * Searches the finished public file for everything of the non-public part; answers the command that records what
 * was found and what could not be searched. Errors: `sitzung.leckpruefung-unvollstaendig`.
 */
export async function searchPaket(
  ctx: AppContext,
  q: Quelle,
  papers: { readonly nichtoeffentlich: Papers; readonly oeffentlich: Papers },
  paket: { readonly bytes: Uint8Array; readonly dokument: Sha256; readonly stempel: readonly string[] },
) {
  const text = await readPdfText(paket.bytes);
  if (!text.ok)
    return err<Rejection>({
      code: 'sitzung.leckpruefung-unvollstaendig',
      params: { seiten: '?', geprueft: 0, punkte: q.noe.punkte.length },
    });
  const { orte, seiten, bildseiten } = text.value;
  const anlagen = [
    ...anlagenOf(ctx, [...papers.nichtoeffentlich.values(), ...papers.oeffentlich.values()]).values(),
  ];
  const angaben = {
    sitzung: q.sitzung,
    nichtoeffentlich: q.noe,
    gegenstaende: papers.nichtoeffentlich,
    anlagen,
  };
  const { texte, ungelesen } = await readAnlagen(ctx, geheimeDateien(angaben));
  const quellen = nichtoeffentlicheQuellen({ ...angaben, anlagentexte: texte });
  // where nothing is secret nothing can be given away, and a scanned plan may leave
  const bilder = quellen.length === 0 ? [] : bildseiten;
  const luecken = {
    quellen: ungelesen,
    bildseiten: seitenOhneText(orte, new Set(bilder), paket.stempel, seiten),
  };
  return ok({
    type: 'recordLeckpruefung' as const,
    dokument: paket.dokument,
    seiten,
    geprueftePunkte: q.noe.punkte.map((p) => p.id),
    treffer: [...findLeaks(orte, quellen), ...lueckenAsTreffer(luecken)],
  });
}
