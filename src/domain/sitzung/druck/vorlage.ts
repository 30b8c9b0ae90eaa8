import { formatTag } from '../../shared/dates.ts';
import { links, type DruckDokument } from '../../shared/druck.ts';
import { describeRoute } from '../../umlauf/index.ts';
import type { Tag } from '../../shared/vorgang.ts';
import { finanzenText } from '../vorlage/inhalt.ts';
import type { Vorlage } from '../vorlage/state.ts';
import { geltendeFassung } from '../vorlage/state.ts';
import type { Druckrahmen } from './rahmen.ts';
import { absaetze, asAbschnitte, dokument } from './rahmen.ts';

const ROLLE = {
  vorberatung: 'Vorberatung',
  entscheidung: 'Entscheidung',
  kenntnisnahme: 'Kenntnisnahme',
  anhoerung: 'Anhörung',
} as const;

/** The Vorlage as it goes into the package: released version, Beratungsfolge, text, annexes. */
export function printVorlage(v: Vorlage, heute: Tag, rahmen: Druckrahmen): DruckDokument {
  const f = geltendeFassung(v);
  const weg = v.umlauf ? describeRoute(v.umlauf, null, heute).zeilen.filter((z) => z.entschiedenVon) : [];
  return dokument(rahmen, {
    titel: `Vorlage ${v.nummer ?? '(vorläufig, ohne Nummer)'}`,
    untertitel: f.inhalt.betreff,
    meta: [
      { name: 'Beratungsart', wert: v.oeffentlich ? 'öffentlich' : 'nichtöffentlich' },
      { name: 'Fassung', wert: String(f.nummer) },
      { name: 'Prüfsumme', wert: f.hash.slice(0, 16) },
    ],
    abschnitte: [
      {
        ebene: 1,
        ueberschrift: 'Beratungsfolge',
        bloecke: [
          {
            art: 'tabelle',
            titel: 'Beratungsfolge',
            kopf: [links('Gremium', 5), links('Rolle', 3), links('Sitzung', 2)],
            zeilen: v.beratungsfolge.map((b) => [
              b.gremiumName,
              b.massgeblich ? `${ROLLE[b.rolle]} (maßgeblich)` : ROLLE[b.rolle],
              b.sitzungstag ? formatTag(b.sitzungstag) : '',
            ]),
          },
        ],
      },
      ...asAbschnitte('Beschlussvorschlag', 1, f.inhalt.beschlussvorschlag),
      ...asAbschnitte('Sachverhalt', 1, f.inhalt.sachverhalt),
      {
        ebene: 1,
        ueberschrift: 'Finanzielle Auswirkungen',
        bloecke: absaetze(...finanzenText(f.inhalt.finanzen)),
      },
      ...(weg.length > 0
        ? [
            {
              ebene: 1 as const,
              ueberschrift: 'Mitzeichnung',
              bloecke: absaetze(
                ...weg.map((z) => `${z.bezeichnung}: ${z.entscheidung}, ${z.entschiedenVon}`),
              ),
            },
          ]
        : []),
    ],
    anlagen: f.inhalt.anlagen.map((a, i) => ({
      nummer: i + 1,
      bezeichnung: a.bezeichnung,
      dateiname: `${a.bezeichnung}.pdf`,
      sha256: a.sha256,
      bytes: null,
    })),
    wasserzeichen: v.freigabe ? (v.oeffentlich ? null : 'Nichtöffentlich') : 'Entwurf',
  });
}
