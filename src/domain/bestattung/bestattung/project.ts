import { addDays, formatTag, tagOf, uhrzeitOf } from '../../shared/dates.ts';
import { assertNever } from '../../shared/result.ts';
import type { Aufgabe, Projection, StatusStufe, VorgangId } from '../../shared/vorgang.ts';
import { quittungsstand } from '../auftrag/auswertung.ts';
import { nichtInformiert } from '../auswahl/quittung.ts';
import {
  bestattungsartText,
  bestattungStatusText,
  grabartText,
  ROLLE_VERWALTUNG,
  type BestattungStatus,
} from '../begriffe.ts';
import { personMerkmale } from '../merkmale.ts';
import { haeltRessourcen, istBeendet, nameVon, type BestattungState } from './state.ts';

const STUFE: Readonly<Record<BestattungStatus, StatusStufe>> = {
  entwurf: 'entwurf',
  angefragt: 'wartet',
  vorgemerkt: 'wartet',
  freigegeben: 'laeuft',
  vorbereitet: 'laeuft',
  geprueft: 'laeuft',
  durchgefuehrt: 'gut',
  abgeschlossen: 'ruht',
  abgelehnt: 'ruht',
  storniert: 'ruht',
  verlegt: 'warnung',
};

export function projectBestattung(state: BestattungState, vorgang: VorgangId): Projection {
  const { angaben: a, plan, einsatz } = state;
  const status = { code: state.status, text: bestattungStatusText[state.status], stufe: STUFE[state.status] };
  const ort = einsatz?.friedhofName ?? plan?.friedhof ?? '';
  const aufgaben = aufgabenVon(state);
  return {
    nummer: state.nummer,
    titel: nameVon(a),
    untertitel: [
      bestattungsartText[a.art],
      ort,
      state.grab ?? (a.grabart ? `${grabartText[a.grabart]}, Grab noch offen` : 'Grab noch offen'),
    ]
      .filter(Boolean)
      .join(', '),
    status,
    faellig: aufgaben[0]?.faellig ?? (plan ? tagOf(plan.beginn) : (state.frist?.spaetestens ?? null)),
    aufgaben,
    termine:
      plan !== null && haeltRessourcen(state.status)
        ? [
            {
              beginn: plan.beginn,
              ende: einsatz?.ablauf.ende ?? plan.beginn,
              text: `${bestattungsartText[a.art]} ${nameVon(a)}`,
              ort: [ort, einsatz?.halleName, state.grab].filter(Boolean).join(', '),
              status,
              fuer: [],
            },
          ]
        : [],
    suchtext: [
      state.nummer ?? '',
      nameVon(a),
      a.verstorben.geburtsname,
      a.bestatter.name,
      a.kostentraeger?.name ?? '',
      a.nutzungsberechtigt?.name ?? '',
      a.einaescherung?.nummer ?? '',
      state.grab ?? '',
      ort,
    ]
      .filter(Boolean)
      .join(' '),
    lesbar: [`rolle:${ROLLE_VERWALTUNG}`],
    abgeschlossen: istBeendet(state.status) && state.auftrag.klaerung.length === 0,
    felder: {
      name: nameVon(a),
      bestattungsart: bestattungsartText[a.art],
      friedhof: ort || null,
      grab: state.grab,
      halle: einsatz?.halleName ?? null,
      kolonne: einsatz?.kolonneName ?? null,
      bagger: einsatz?.baggerName ?? null,
      bestatter: a.bestatter.name,
      beginn: plan?.beginn ?? null,
      fristBis: state.frist?.spaetestens ?? null,
      vormerkungBis: state.vormerkungBis,
      fassung: state.fassung,
      quittiert: state.auftrag.quittung?.fassung ?? null,
    },
    merkmale:
      istBeendet(state.status) && state.status !== 'abgeschlossen'
        ? []
        : [
            ...personMerkmale(a),
            `auftrag:${state.auftragId}`,
            `vorgang:${vorgang}`,
            ...(state.grab === null ? [] : [`grab:${state.grab}`]),
          ],
  };
}

/** What waits for the office, the most urgent first. */
function aufgabenVon(state: BestattungState): readonly Aufgabe[] {
  const liste: Aufgabe[] = [];
  const fristende = state.frist?.spaetestens ?? null;
  const add = (
    id: string,
    art: Aufgabe['art'],
    text: string,
    faellig: string | null,
    uhrzeit?: string,
  ): void => {
    const fuer = { rolle: ROLLE_VERWALTUNG };
    liste.push({
      id,
      fuer,
      art,
      text,
      faellig,
      seit: state.seit,
      ...(uhrzeit === undefined ? {} : { uhrzeit }),
    });
  };
  const name = nameVon(state.angaben);
  if (state.auftrag.gestoppt)
    add(
      'stopp',
      'entscheiden',
      `${name}: Arbeit am Grab gestoppt, sofort klären`,
      tagOf(state.plan?.beginn ?? state.seit),
    );
  if (state.auftrag.klaerung.length > 0)
    add(
      'klaerung',
      'pruefen',
      `${name}: ${state.auftrag.klaerung.join('; ')}`,
      tagOf(state.plan?.beginn ?? state.seit),
    );
  const angerufen = state.anrufe.findLast((a) => (a.kolonne ?? null) === null)?.fassung ?? null;
  // Whatever became of it: a crew that was once told must know how it stands now.
  const mitKolonne = state.status !== 'durchgefuehrt' && state.status !== 'abgeschlossen';
  if (
    mitKolonne &&
    quittungsstand(state.fassung, state.auftrag.quittung?.fassung ?? null, angerufen) === 'anrufen'
  )
    add(
      `anrufen-${state.fassung}`,
      'melden',
      `${name}: Fassung ${state.fassung} nicht quittiert, bitte anrufen: ${state.einsatz?.kolonneName ?? ''}, ${state.einsatz?.kolonneTelefon ?? ''}`,
      tagOf(state.fassungen.at(-1)?.zeit ?? state.seit),
    );
  for (const x of nichtInformiert(state))
    add(
      `abgabe-${x.kolonne}-${state.fassung}`,
      'melden',
      `${name}: nicht mehr bei ${x.name}, nicht quittiert, bitte anrufen: ${x.telefon}`,
      tagOf(state.fassungen.at(-1)?.zeit ?? state.seit),
    );
  switch (state.status) {
    case 'entwurf':
      add('entwurf', 'bearbeiten', `${name}: Angaben vervollständigen, Termin vormerken`, fristende);
      break;
    case 'angefragt':
      add('anfrage', 'entscheiden', `${name}: über die Anfrage entscheiden`, fristende ?? tagOf(state.seit));
      break;
    case 'vorgemerkt': {
      const bis = state.vormerkungBis ?? state.seit;
      const offen = state.grab === null ? 'Grab zuordnen und freigeben' : 'Unterlagen prüfen und freigeben';
      add(
        'vormerkung',
        'entscheiden',
        `${name}: ${offen}, Vormerkung bis ${formatTag(tagOf(bis))}`,
        tagOf(bis),
        uhrzeitOf(bis),
      );
      break;
    }
    case 'verlegt':
      add('verlegt', 'bearbeiten', `${name}: neuen Termin festlegen`, fristende ?? tagOf(state.seit));
      break;
    case 'durchgefuehrt':
      add(
        'abschluss',
        'pruefen',
        `${name}: Bericht der Kolonne prüfen und abschließen`,
        addDays(tagOf(state.plan?.beginn ?? state.seit), 3),
      );
      break;
    case 'freigegeben':
    case 'vorbereitet':
    case 'geprueft':
    case 'abgeschlossen':
    case 'abgelehnt':
    case 'storniert':
      break;
    default:
      assertNever(state.status);
  }
  return liste;
}
