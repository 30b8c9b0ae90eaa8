import type { VorgangId } from '../../shared/vorgang.ts';
import type { NichtoeffentlicheAnlage } from '../anlage/kind.ts';
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
  /** text of non-public annexes, if it could be read from the file, by annex sha256 */
  readonly anlagentexte: ReadonlyMap<string, string>;
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
    if (paper?.art !== 'vorlage') continue;
    const { betreff, sachverhalt, anlagen } = geltendeFassung(paper).inhalt;
    add(p.id, `${nummer}, Betreff`, betreff);
    add(p.id, `${nummer}, Sachverhalt`, plainText(sachverhalt));
    for (const a of anlagen) add(p.id, `${nummer}, Anlage`, a.bezeichnung);
  }
  for (const a of q.anlagen) {
    add(a.anlage.id, 'Nichtöffentliche Anlage, Name', a.anlage.bezeichnung);
    for (const b of a.begriffe) add(a.anlage.id, `Nichtöffentliche Anlage, „${b}“`, b, true);
    add(a.anlage.id, 'Nichtöffentliche Anlage, Text', q.anlagentexte.get(a.anlage.sha256) ?? '');
  }
  return out;
}
