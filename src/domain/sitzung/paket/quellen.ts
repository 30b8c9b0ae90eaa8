import type { Sha256, VorgangId } from '../../shared/vorgang.ts';
import type { NichtoeffentlicheAnlage } from '../anlage/kind.ts';
import type { Anlage } from '../grundtypen.ts';
import type { NichtoeffentlicheSitzung } from '../nichtoeffentlich/state.ts';
import type { Gegenstandsvorgang } from '../sitzung/gegenstand.ts';
import type { Sitzung } from '../sitzung/state.ts';
import { nummerOf } from '../sitzung/tagesordnung.ts';
import { plainText } from '../text/bloecke.ts';
import { verlaufOf } from '../verlauf/state.ts';
import { geltendeFassung } from '../vorlage/state.ts';
import type { NichtoeffentlicheQuelle } from './lecks.ts';

export interface Quellenangaben {
  readonly sitzung: Sitzung;
  readonly nichtoeffentlich: NichtoeffentlicheSitzung;
  /** papers behind non-public items */
  readonly gegenstaende: ReadonlyMap<VorgangId, Gegenstandsvorgang>;
  readonly anlagen: readonly NichtoeffentlicheAnlage[];
  /** text of the files of `geheimeDateien`, as far as it could be read, by sha256 */
  readonly anlagentexte: ReadonlyMap<string, string>;
}

/** A file whose text must not appear in the public package. */
export interface GeheimeDatei {
  /** item or annex it belongs to (id) */
  readonly quelle: string;
  readonly bezeichnung: string;
  readonly sha256: Sha256;
}

/** Non-public annexes, annexes of non-public papers and what was tabled in the non-public part. */
export function geheimeDateien(q: Omit<Quellenangaben, 'anlagentexte'>): readonly GeheimeDatei[] {
  const out: GeheimeDatei[] = q.anlagen.map(({ anlage: a }) => ({
    quelle: a.id,
    bezeichnung: `Nichtöffentliche Anlage „${a.bezeichnung}“`.slice(0, 500),
    sha256: a.sha256,
  }));
  for (const p of q.nichtoeffentlich.punkte) {
    const nummer = nummerOf(q.sitzung.tagesordnung, p.id);
    const paper = p.bezug === null ? undefined : q.gegenstaende.get(p.bezug);
    const tisch = verlaufOf(q.nichtoeffentlich.verlauf, p.id).tischvorlagen;
    for (const a of [...anlagenOf(paper), ...tisch])
      out.push({
        quelle: p.id,
        bezeichnung: `${nummer}, Anlage „${a.bezeichnung}“`.slice(0, 500),
        sha256: a.sha256,
      });
  }
  return out;
}

const anlagenOf = (paper: Gegenstandsvorgang | undefined): readonly Anlage[] =>
  paper?.art === 'vorlage'
    ? geltendeFassung(paper).inhalt.anlagen
    : paper?.art === 'antrag'
      ? paper.anlagen
      : [];

/** What a paper says besides the text put to the vote, which the item carries itself. */
function texteOf(paper: Gegenstandsvorgang): readonly (readonly [string, string])[] {
  switch (paper.art) {
    case 'vorlage': {
      const { betreff, sachverhalt } = geltendeFassung(paper).inhalt;
      return [
        ['Betreff', betreff],
        ['Sachverhalt', plainText(sachverhalt)],
      ];
    }
    case 'antrag':
      return [
        ['Betreff', paper.betreff],
        ['Wortlaut', plainText(paper.text)],
        ['Antwort', plainText(paper.antwort?.text ?? [])],
      ];
    case 'dringlichkeitsentscheidung':
      return [
        ['Betreff', paper.betreff],
        ['Dringlichkeit', paper.dringlichkeit],
        ['Grund', paper.hauptausschussGrund],
      ];
    case 'niederschrift':
      return paper.inhalt.punkte.flatMap((x) => [
        ['Niederschrift', x.titel] as const,
        ['Niederschrift', plainText(x.protokoll)] as const,
        ['Niederschrift', plainText(x.beschluss)] as const,
      ]);
  }
}

/**
 * Everything the public package is to be searched for: titles, texts and secret words of the non-public
 * items, names and texts of non-public annexes, what was said and resolved in the non-public part.
 */
export function nichtoeffentlicheQuellen(q: Quellenangaben): readonly NichtoeffentlicheQuelle[] {
  const out: NichtoeffentlicheQuelle[] = [];
  const add = (quelle: string, bezeichnung: string, text: string, wort = false) => {
    if (text.trim() !== '') out.push({ quelle, bezeichnung, text, wort });
  };
  for (const p of q.nichtoeffentlich.punkte) {
    const nummer = nummerOf(q.sitzung.tagesordnung, p.id);
    add(p.id, `${nummer}, Titel`, p.titel);
    if (p.bezugNummer) add(p.id, `${nummer}, Vorlagennummer`, p.bezugNummer, true);
    for (const b of p.begriffe) add(p.id, `${nummer}, „${b}“`, b, true);
    add(p.id, `${nummer}, Beschlussvorschlag`, plainText(p.beschlussvorschlag));
    const v = verlaufOf(q.nichtoeffentlich.verlauf, p.id);
    add(p.id, `${nummer}, Beschluss`, plainText(v.beschlusstext ?? []));
    add(p.id, `${nummer}, Protokoll`, plainText(v.protokolltext));
    const paper = p.bezug === null ? undefined : q.gegenstaende.get(p.bezug);
    if (!paper) continue;
    for (const [was, text] of texteOf(paper)) add(p.id, `${nummer}, ${was}`, text);
    for (const a of anlagenOf(paper)) add(p.id, `${nummer}, Anlage`, a.bezeichnung);
  }
  for (const a of q.anlagen) {
    add(a.anlage.id, 'Nichtöffentliche Anlage, Name', a.anlage.bezeichnung);
    for (const b of a.begriffe) add(a.anlage.id, `Nichtöffentliche Anlage, „${b}“`, b, true);
  }
  for (const d of geheimeDateien(q))
    add(d.quelle, `${d.bezeichnung}, Text`.slice(0, 500), q.anlagentexte.get(d.sha256) ?? '');
  return out;
}
