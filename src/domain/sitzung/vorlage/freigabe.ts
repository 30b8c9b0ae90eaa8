import type { Rejection } from '../../shared/rejection.ts';
import { gueltigeZeichnung } from '../../umlauf/index.ts';
import { compareFassungen, ersteAenderung, hasAenderung } from '../text/vergleich.ts';
import type { Blockvergleich } from '../text/vergleich.ts';
import { isLeer } from '../text/bloecke.ts';
import { inhaltBloecke } from './inhalt.ts';
import type { Vorlage } from './state.ts';
import { aktuelleFassung } from './state.ts';

/** A co-signature that is missing or was given on another version of the text. */
export type Mitzeichnungsmangel =
  | { readonly art: 'fehlt'; readonly station: string; readonly schritt: string }
  | { readonly art: 'abgelehnt'; readonly station: string; readonly schritt: string }
  | {
      readonly art: 'veraltet';
      readonly station: string;
      readonly schritt: string;
      readonly gezeichneteFassung: number | null;
      /** first changed passage in words */
      readonly stelle: string;
      readonly vergleich: readonly Blockvergleich[];
    };

/** Id under which the text of the Vorlage is known to its route. */
export const TEXTDOKUMENT = 'vorlage';

/** What stands in the way of the release on the side of the Mitzeichnung; [] when all is signed. */
export function mitzeichnungsmaengel(v: Vorlage): readonly Mitzeichnungsmangel[] {
  const current = aktuelleFassung(v);
  if (!v.umlauf) return [{ art: 'fehlt', station: 'Mitzeichnung', schritt: '' }];
  const out: Mitzeichnungsmangel[] = [];
  for (const s of v.umlauf.schritte) {
    if (s.status === 'uebersprungen' || s.art === 'Kenntnisnahme') continue;
    const basis = { station: s.bezeichnung, schritt: s.id };
    const z = gueltigeZeichnung(s);
    if (!z) {
      if (s.pflicht) out.push({ art: 'fehlt', ...basis });
      continue;
    }
    if (!z.positiv) {
      out.push({ art: 'abgelehnt', ...basis });
      continue;
    }
    const hash = z.dokumente.find((d) => d.dokument === TEXTDOKUMENT)?.sha256;
    if (hash === current.hash) continue;
    const alt = v.fassungen.find((f) => f.hash === hash);
    const vergleich = alt ? compareFassungen(inhaltBloecke(alt.inhalt), inhaltBloecke(current.inhalt)) : [];
    out.push({
      art: 'veraltet',
      ...basis,
      gezeichneteFassung: alt?.nummer ?? null,
      stelle: hasAenderung(vergleich) ? ersteAenderung(vergleich) : 'Anlagen oder Format',
      vergleich,
    });
  }
  return out;
}

/** Fields that a Vorlage must have before it may be co-signed. */
export function fehlendeAngaben(v: Vorlage): readonly string[] {
  const { betreff, beschlussvorschlag, sachverhalt } = aktuelleFassung(v).inhalt;
  return [
    betreff === '' ? 'Betreff' : '',
    isLeer(beschlussvorschlag) ? 'Beschlussvorschlag' : '',
    isLeer(sachverhalt) ? 'Sachverhalt' : '',
    v.beratungsfolge.length === 0 ? 'Beratungsfolge' : '',
  ].filter(Boolean);
}

/** Why the Vorlage cannot be released, as far as the Mitzeichnung goes: the first co-signature missing or out of date. */
export function mitzeichnungssperre(v: Vorlage): Rejection | null {
  const [mangel] = mitzeichnungsmaengel(v);
  if (!mangel) return null;
  const nummer = v.nummer ?? 'ohne Nummer';
  const { station } = mangel;
  if (mangel.art !== 'veraltet') return { code: 'sitzung.mitzeichnung-fehlt', params: { nummer, station } };
  const { gezeichneteFassung, stelle } = mangel;
  const params = { nummer, station, fassung: gezeichneteFassung ?? '?', stelle };
  return { code: 'sitzung.mitzeichnung-veraltet', params };
}
