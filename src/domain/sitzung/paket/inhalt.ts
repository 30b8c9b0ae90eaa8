import type { Rejection } from '../../shared/rejection.ts';
import type { DokumentFakt, Sha256, VorgangId } from '../../shared/vorgang.ts';
import type { NichtoeffentlicheAnlage } from '../anlage/kind.ts';
import type { Anlage } from '../grundtypen.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import type { Gegenstandsvorgang } from '../sitzung/gegenstand.ts';
import type { Sitzung, Top } from '../sitzung/state.ts';
import { nummern, teilOf } from '../sitzung/tagesordnung.ts';
import { verlaufOf } from '../verlauf/state.ts';
import type { Verlaeufe } from '../verlauf/state.ts';
import { geltendeFassung } from '../vorlage/state.ts';

/**
 * What goes into a Sitzungspaket, as a list; another part of the house makes one PDF of it. Two functions
 * with an allow-list each: the public one is never the full one minus something. It is given the public
 * session and public papers and has no access to the other part at all.
 */
export interface Paketeintrag {
  readonly art: 'einladung' | 'vorlage' | 'anlage' | 'tischvorlage' | 'hinweis';
  /** bookmark and line of the contents, e.g. „Ö 4 Radweg (VL 12/2026)“ */
  readonly lesezeichen: string;
  /** 1 for an item, 2 for its annexes */
  readonly ebene: 1 | 2;
  readonly top: string | null;
  /** stored PDF; null: to be printed from the Vorgang (Vorlage), or a note */
  readonly dokument: Sha256 | null;
  readonly vorgang: VorgangId | null;
  readonly text: string;
}

export interface Paketinhalt {
  readonly art: 'oeffentlich' | 'vollstaendig';
  readonly eintraege: readonly Paketeintrag[];
  /** what stands in the way (public package) */
  readonly sperren: readonly Rejection[];
  /** annexes that cannot be read: replaced by a note, everything else goes on */
  readonly maengel: readonly Rejection[];
}

export type DokumentAuskunft = (sha256: Sha256) => DokumentFakt | null;

/** 200 MB: above that an annex is shipped beside the package. */
export const MAX_ANLAGE_BYTES = 200 * 1024 * 1024;

/** Why a file cannot be merged; null: it can. */
function mangelOf(fakt: DokumentFakt | null): string | null {
  if (!fakt) return 'nicht gespeichert';
  if (fakt.mime !== 'application/pdf') return 'kein PDF';
  if (fakt.seiten === null) return 'verschlüsselt oder beschädigt';
  return fakt.bytes > MAX_ANLAGE_BYTES ? 'zu groß' : null;
}

interface Bau {
  readonly eintraege: Paketeintrag[];
  readonly sperren: Rejection[];
  readonly maengel: Rejection[];
}
const neuerBau = (): Bau => ({ eintraege: [], sperren: [], maengel: [] });

function addDatei(
  bau: Bau,
  art: 'anlage' | 'tischvorlage',
  a: Anlage,
  top: string,
  nummer: string,
  auskunft: DokumentAuskunft,
): void {
  const basis = { lesezeichen: a.bezeichnung, ebene: 2 as const, top, vorgang: null };
  const mangel = mangelOf(auskunft(a.sha256));
  if (mangel === null) {
    bau.eintraege.push({ ...basis, art, dokument: a.sha256, text: '' });
    return;
  }
  bau.maengel.push({
    code: 'sitzung.anlage-unlesbar',
    params: { nummer, bezeichnung: a.bezeichnung, mangel },
  });
  const text = `Die Anlage „${a.bezeichnung}“ ist ${mangel} und liegt gesondert vor.`;
  bau.eintraege.push({ ...basis, art: 'hinweis', dokument: null, text });
}

const anlagenOf = (v: Gegenstandsvorgang): readonly Anlage[] => {
  switch (v.art) {
    case 'vorlage':
      return geltendeFassung(v).inhalt.anlagen;
    case 'antrag':
      return v.anlagen;
    case 'dringlichkeitsentscheidung':
    case 'niederschrift':
      return [];
  }
};

const isOeffentlich = (v: Gegenstandsvorgang): boolean =>
  v.art === 'niederschrift' ? v.teil === 'oeffentlich' : v.oeffentlich;

/** Released to the public at all; a draft is not. */
const isFrei = (v: Gegenstandsvorgang): boolean => {
  switch (v.art) {
    case 'vorlage':
      return v.phase === 'freigegeben' || v.phase === 'erledigt';
    case 'antrag':
      return v.phase === 'zugelassen' || v.phase === 'erledigt';
    case 'dringlichkeitsentscheidung':
      return v.phase === 'entschieden' || v.phase === 'genehmigt' || v.phase === 'aufgehoben';
    case 'niederschrift':
      return v.phase === 'unterzeichnet' || v.phase === 'uebung';
  }
};

/** What the public package is made of: nothing else can get in. */
export interface OeffentlicheQuelle {
  readonly sitzung: Sitzung;
  readonly gegenstaende: ReadonlyMap<VorgangId, Gegenstandsvorgang>;
  readonly auskunft: DokumentAuskunft;
}

/**
 * The public package: public items, public released papers with their public annexes; of non-public items
 * the neutral title alone. A non-public paper behind a public item blocks, and nothing of it is repeated.
 */
export function oeffentlichesPaket(q: OeffentlicheQuelle): Paketinhalt {
  const { sitzung, gegenstaende, auskunft } = q;
  const n = nummern(sitzung.tagesordnung);
  const bau = neuerBau();
  addEinladung(bau, sitzung);
  for (const t of teilOf(sitzung.tagesordnung, 'oeffentlich')) {
    const nummer = n[t.id] ?? '';
    const paper = t.bezug === null ? null : gegenstaende.get(t.bezug);
    if (paper && (!isOeffentlich(paper) || !isFrei(paper))) {
      bau.sperren.push({
        code: 'sitzung.nichtoeffentlich-im-paket',
        params: { nummer, quelle: t.bezugNummer ?? 'ohne Nummer' },
      });
      continue;
    }
    addTop(bau, t, nummer, t.titel, paper ?? null, sitzung.verlauf, auskunft);
  }
  for (const t of teilOf(sitzung.tagesordnung, 'nichtoeffentlich'))
    bau.eintraege.push({
      art: 'hinweis',
      lesezeichen: `${n[t.id] ?? ''} ${t.titel}`,
      ebene: 1,
      top: t.id,
      dokument: null,
      vorgang: null,
      text: 'Dieser Punkt wird nichtöffentlich beraten.',
    });
  return { art: 'oeffentlich', ...bau };
}

export interface VollstaendigeQuelle extends OeffentlicheQuelle {
  readonly nichtoeffentlich: NichtoeffentlicheSitzung;
  readonly nichtoeffentlicheAnlagen: ReadonlyMap<VorgangId, NichtoeffentlicheAnlage>;
}

/** The full package, for those entitled only: both parts with all annexes. */
export function vollstaendigesPaket(q: VollstaendigeQuelle): Paketinhalt {
  const { sitzung, nichtoeffentlich, gegenstaende, auskunft } = q;
  const n = nummern(sitzung.tagesordnung);
  const bau = neuerBau();
  addEinladung(bau, sitzung);
  for (const t of sitzung.tagesordnung) {
    const nummer = n[t.id] ?? '';
    const punkt = nichtoeffentlich.punkte.find((p) => p.id === t.id);
    const bezug = punkt ? punkt.bezug : t.bezug;
    const paper = bezug === null ? null : (gegenstaende.get(bezug) ?? null);
    const verlauf = punkt ? nichtoeffentlich.verlauf : sitzung.verlauf;
    const top = punkt ? { ...t, bezug, bezugNummer: punkt.bezugNummer } : t;
    addTop(bau, top, nummer, punkt?.titel ?? t.titel, paper, verlauf, auskunft);
    if (paper?.art !== 'vorlage') continue;
    for (const id of paper.nichtoeffentlicheAnlagen) {
      const a = q.nichtoeffentlicheAnlagen.get(id);
      if (a && a.entfernt === null) addDatei(bau, 'anlage', a.anlage, t.id, nummer, auskunft);
    }
  }
  return { art: 'vollstaendig', ...bau };
}

function addEinladung(bau: Bau, sitzung: Sitzung): void {
  if (!sitzung.einladung) return;
  bau.eintraege.push({
    art: 'einladung',
    lesezeichen: 'Einladung und Tagesordnung',
    ebene: 1,
    top: null,
    dokument: sitzung.einladung.dokument,
    vorgang: null,
    text: '',
  });
}

function addTop(
  bau: Bau,
  t: Top,
  nummer: string,
  titel: string,
  paper: Gegenstandsvorgang | null,
  verlauf: Verlaeufe,
  auskunft: DokumentAuskunft,
): void {
  const bezug = t.bezugNummer ? ` (${t.bezugNummer})` : '';
  bau.eintraege.push({
    art: paper ? 'vorlage' : 'hinweis',
    lesezeichen: `${nummer} ${titel}${bezug}`,
    ebene: 1,
    top: t.id,
    dokument: null,
    vorgang: paper ? t.bezug : null,
    text: paper ? '' : t.bezug === null ? 'Ohne Vorlage.' : 'Die Vorlage liegt nicht vor.',
  });
  if (t.bezug !== null && !paper)
    bau.maengel.push({
      code: 'sitzung.bezug-fehlt',
      params: { bezeichnung: `${nummer} ${titel}`, kennung: t.bezug },
    });
  if (paper) for (const a of anlagenOf(paper)) addDatei(bau, 'anlage', a, t.id, nummer, auskunft);
  for (const a of verlaufOf(verlauf, t.id).tischvorlagen)
    addDatei(bau, 'tischvorlage', a, t.id, nummer, auskunft);
}
