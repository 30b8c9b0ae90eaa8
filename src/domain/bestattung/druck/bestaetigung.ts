import { formatZeitpunkt, tagOf, uhrzeitOf } from '../../shared/dates.ts';
import type { Abschnitt, DruckDokument } from '../../shared/druck.ts';
import { bestattungsartText, grabartText } from '../begriffe.ts';
import { nameVon, type BestattungState } from '../bestattung/state.ts';
import { formatGrab } from '../grab.ts';
import { formatWochentag } from '../kalender.ts';
import { angaben, blatt, fassungsAngaben, fuss, wasserzeichen, type Druckumfeld } from './rahmen.ts';

/** What the undertaker gets on each release, move or cancellation. Names no cost, right holder or remark of the office. */
export function druckeBestaetigung(b: BestattungState, u: Druckumfeld): DruckDokument {
  const letzte = b.fassungen.at(-1) ?? null;
  const { angaben: a, plan, einsatz } = b;
  const offen = b.status === 'vorgemerkt' || b.status === 'angefragt' || b.status === 'entwurf';
  return blatt(u, {
    titel: TITEL[b.status] ?? 'Bestätigung des Bestattungstermins',
    untertitel: nameVon(a),
    meta: [
      ...angaben(['Nummer', b.nummer ?? 'vorläufig'], ['An', a.bestatter.name]),
      ...(letzte ? fassungsAngaben(b.fassung, letzte.zeit) : []),
    ],
    abschnitte: [
      ...anlass(b),
      {
        ebene: 1,
        ueberschrift: TERMIN[b.status] ?? 'Termin',
        bloecke: [
          {
            art: 'angaben',
            angaben: angaben(
              ['Verstorben', nameVon(a)],
              ['Bestattungsart', bestattungsartText[a.art]],
              ['Tag', plan ? formatWochentag(tagOf(plan.beginn)) : 'offen'],
              ['Beginn', plan ? `${uhrzeitOf(plan.beginn)} Uhr` : null],
              ['Trauerhalle', einsatz?.halleName ?? (plan ? 'ohne Trauerfeier in der Halle' : null)],
              ['Dauer der Feier', plan?.halle ? `${plan.feierMin} Minuten` : null],
              ['Am Grab', einsatz ? `${uhrzeitOf(einsatz.ablauf.beisetzungBeginn)} Uhr` : null],
              ['Friedhof', einsatz ? `${einsatz.friedhofName}, ${einsatz.adresse}` : null],
              ['Grab', b.grab === null ? 'noch offen' : `${b.grab} (${formatGrab(b.grab)})`],
              [
                'Grabart',
                einsatz?.grab ? grabartText[einsatz.grab.grabart] : a.grabart ? grabartText[a.grabart] : null,
              ],
            ),
          },
        ],
      },
      ...(offen
        ? [
            {
              ebene: 1,
              ueberschrift: 'Vormerkung',
              bloecke: [
                {
                  art: 'hinweis',
                  stufe: 'warnung',
                  text: `Der Termin ist vorgemerkt, aber noch nicht freigegeben.${b.vormerkungBis ? ` Die Vormerkung gilt bis ${formatZeitpunkt(b.vormerkungBis)}.` : ''}`,
                },
              ],
            } satisfies Abschnitt,
          ]
        : []),
    ],
    hinweise:
      b.fassung > 1
        ? ['Frühere Fassungen dieser Bestätigung sind ungültig und bitte nicht mehr zu verwenden.']
        : [],
    fusszeile: fuss(b.nummer, b.fassung, u),
    wasserzeichen: wasserzeichen(u, offen ? 'Noch nicht freigegeben' : null),
  });
}

const TITEL: Readonly<Partial<Record<BestattungState['status'], string>>> = {
  storniert: 'Stornierung des Bestattungstermins',
  verlegt: 'Verlegung des Bestattungstermins',
  vorgemerkt: 'Vormerkung eines Bestattungstermins',
  angefragt: 'Anfrage eines Bestattungstermins',
  entwurf: 'Anfrage eines Bestattungstermins',
  abgelehnt: 'Ablehnung der Anfrage',
};

/** What no longer holds must not read as if it did. */
const TERMIN: Readonly<Partial<Record<BestattungState['status'], string>>> = {
  storniert: 'Bisheriger Termin',
  verlegt: 'Bisheriger Termin',
  angefragt: 'Gewünschter Termin',
  entwurf: 'Gewünschter Termin',
  abgelehnt: 'Angefragter Termin',
};

function anlass(b: BestattungState): readonly Abschnitt[] {
  if (b.status === 'abgelehnt') {
    const grund = b.verlauf.findLast((v) => v.grund !== null)?.grund;
    return [anlassAbschnitt(`Die Anfrage wurde abgelehnt.${grund ? ` Grund: ${grund}` : ''}`)];
  }
  const letzte = b.fassungen.at(-1);
  if (!letzte || letzte.anlass === 'Freigabe') return [];
  const was = {
    Verlegung:
      b.status === 'verlegt'
        ? 'Der Termin wurde aufgehoben; ein neuer steht noch nicht fest.'
        : 'Der Termin wurde verlegt.',
    Stornierung: 'Der Termin wurde storniert.',
    Änderung: 'Angaben zum Termin wurden geändert.',
  }[letzte.anlass];
  return [anlassAbschnitt(`${was}${letzte.grund ? ` Grund: ${letzte.grund}` : ''}`)];
}

const anlassAbschnitt = (text: string): Abschnitt => ({
  ebene: 1,
  ueberschrift: 'Anlass',
  bloecke: [{ art: 'hinweis', stufe: 'warnung', text }],
});
