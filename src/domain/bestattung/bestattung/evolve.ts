import { formatTag } from '../../shared/dates.ts';
import { assertNever } from '../../shared/result.ts';
import type { EventMeta } from '../../shared/vorgang.ts';
import { unterlageText, type BestattungStatus } from '../begriffe.ts';
import { formatKurz } from '../kalender.ts';
import type { BestattungEvent } from './schema.ts';
import { istFreigegeben, type BestattungState, type FassungStand } from './state.ts';

const LEERER_AUFTRAG: BestattungState['auftrag'] = {
  stand: 'offen',
  quittung: null,
  klaerung: [],
  gestoppt: false,
};
const OHNE_TERMIN = { plan: null, belegungen: [], einsatz: null, vormerkungBis: null } as const;

export function evolveBestattung(
  state: BestattungState | null,
  e: BestattungEvent,
  meta: EventMeta,
): BestattungState {
  if (e.type === 'BestattungAngelegt') {
    return {
      nummer: e.nummer,
      status: 'entwurf',
      angaben: e.angaben,
      auftragId: e.auftrag,
      keinDoppelfall: e.keinDoppelfall,
      frist: e.frist,
      unterlagen: [],
      genehmigungen: [],
      grab: null,
      verlaengerungJahre: 0,
      ...OHNE_TERMIN,
      fassung: 0,
      fassungen: [],
      auftrag: LEERER_AUFTRAG,
      anrufe: [],
      regeln: {},
      verlauf: [{ zeit: meta.zeit, person: meta.akteur, text: 'Angelegt', grund: e.keinDoppelfall }],
      abschluss: null,
      angelegtAm: meta.zeit,
      angelegtVon: meta.akteur,
      seit: meta.zeit,
    };
  }
  if (state === null) throw new Error(`${e.type} before BestattungAngelegt`);
  const notiere = (text: string, grund: string | null = null): Pick<BestattungState, 'verlauf'> => ({
    verlauf: [...state.verlauf, { zeit: meta.zeit, person: meta.akteur, text, grund }],
  });
  const status = (neu: BestattungStatus): Pick<BestattungState, 'status' | 'seit'> => ({
    status: neu,
    seit: meta.zeit,
  });
  const fassung = (
    nummer: number | null,
    anlass: FassungStand['anlass'],
    grund: string | null,
  ): Pick<BestattungState, 'fassung' | 'fassungen'> =>
    nummer === null || nummer === state.fassung
      ? { fassung: state.fassung, fassungen: state.fassungen }
      : {
          fassung: nummer,
          fassungen: [...state.fassungen, { nummer, anlass, grund, zeit: meta.zeit, person: meta.akteur }],
        };

  switch (e.type) {
    case 'AngabenGeaendert':
      return {
        ...state,
        angaben: e.angaben,
        frist: e.frist,
        ...e.termin,
        ...fassung(e.fassung, 'Änderung', 'Angaben geändert'),
        ...notiere('Angaben geändert'),
      };
    case 'TerminAngefragt':
      return {
        ...state,
        ...status('angefragt'),
        plan: e.plan,
        ...notiere(e.plan ? `Angefragt: ${formatKurz(e.plan.beginn)} Uhr` : 'Angefragt, Termin offen'),
      };
    case 'GrabZugeordnet':
      return {
        ...state,
        grab: e.grab,
        verlaengerungJahre: e.verlaengerungJahre,
        ...e.termin,
        ...fassung(e.fassung, 'Änderung', 'Grab geändert'),
        ...notiere(e.grab === null ? 'Grab wieder offen' : `Grab ${e.grab} zugeordnet`),
      };
    case 'UnterlageErfasst': {
      const andere = state.unterlagen.filter((u) => u.unterlage !== e.unterlage);
      return {
        ...state,
        unterlagen: [...andere, { unterlage: e.unterlage, am: e.am, dokument: e.dokument }],
        ...notiere(`${unterlageText[e.unterlage]} liegt vor (${formatTag(e.am)})`),
      };
    }
    case 'UnterlageEntfernt':
      return {
        ...state,
        unterlagen: state.unterlagen.filter((u) => u.unterlage !== e.unterlage),
        ...notiere(`${unterlageText[e.unterlage]} zurückgenommen`, e.grund),
      };
    case 'GenehmigungErfasst': {
      const { genehmigung: g } = e;
      const was = g.art === 'fruehbestattung' ? 'Genehmigung vor Ablauf von 24 h' : 'Fristverlängerung';
      return {
        ...state,
        genehmigungen: [...state.genehmigungen, { ...g, dokument: e.dokument }],
        frist: e.frist,
        ...notiere(`${was}: ${g.behoerde}, ${g.aktenzeichen}${g.bis ? `, bis ${formatTag(g.bis)}` : ''}`),
      };
    }
    case 'TerminVorgemerkt':
      return {
        ...state,
        ...status('vorgemerkt'),
        plan: e.plan,
        belegungen: e.belegungen,
        einsatz: e.einsatz,
        regeln: e.regeln,
        vormerkungBis: e.bis,
        ...notiere(`Vorgemerkt: ${formatKurz(e.plan.beginn)} Uhr, bis ${formatKurz(e.bis)} Uhr`),
      };
    case 'VormerkungVerfallen':
      return {
        ...state,
        ...status('angefragt'),
        belegungen: [],
        einsatz: null,
        vormerkungBis: null,
        ...notiere('Vormerkung abgelaufen'),
      };
    case 'TerminFreigegeben':
      return {
        ...state,
        ...status('freigegeben'),
        plan: e.plan,
        belegungen: e.belegungen,
        einsatz: e.einsatz,
        regeln: e.regeln,
        vormerkungBis: null,
        ...fassung(e.fassung, 'Freigabe', null),
        ...notiere(`Freigegeben: ${formatKurz(e.plan.beginn)} Uhr`),
      };
    case 'AnfrageAbgelehnt':
      return {
        ...state,
        ...status('abgelehnt'),
        aufbewahrenBis: e.aufbewahrenBis,
        belegungen: [],
        vormerkungBis: null,
        ...notiere('Abgelehnt', e.grund),
      };
    case 'BestattungStorniert':
      return {
        ...state,
        ...status('storniert'),
        aufbewahrenBis: e.aufbewahrenBis,
        belegungen: [],
        vormerkungBis: null,
        ...fassung(e.fassung, 'Stornierung', e.grund),
        ...notiere('Storniert', e.grund),
      };
    case 'TerminVerlegt': {
      const neueFassung = fassung(e.fassung, 'Verlegung', e.grund);
      if (e.neu === null)
        return {
          ...state,
          ...status('verlegt'),
          belegungen: [],
          vormerkungBis: null,
          ...neueFassung,
          ...notiere('Verlegt, neuer Termin offen', e.grund),
        };
      return {
        ...state,
        plan: e.neu.plan,
        belegungen: e.neu.belegungen,
        einsatz: e.neu.einsatz,
        regeln: e.neu.regeln,
        vormerkungBis: e.neu.bis,
        ...neueFassung,
        ...notiere(`Verlegt auf ${formatKurz(e.neu.plan.beginn)} Uhr`, e.grund),
      };
    }
    case 'AnrufErfasst':
      return {
        ...state,
        anrufe: [
          ...state.anrufe,
          { fassung: e.fassung, mit: e.mit, kolonne: e.kolonne, zeit: meta.zeit, person: meta.akteur },
        ],
        ...notiere(`Fassung ${e.fassung} telefonisch mitgeteilt: ${e.mit}`),
      };
    case 'BlattAufbewahrt':
      return {
        ...state,
        fassungen: state.fassungen.map((f) =>
          f.nummer === e.fassung
            ? { ...f, blaetter: [...(f.blaetter ?? []), { blatt: e.blatt, dokument: e.dokument }] }
            : f,
        ),
      };
    case 'AuftragsstandUebernommen': {
      const { stand, quittung, klaerung, gestoppt, abgaben } = e;
      const neu = stand === 'offen' ? 'freigegeben' : stand;
      const folgt = istFreigegeben(state.status) || state.status === 'durchgefuehrt';
      return {
        ...state,
        ...(folgt && neu !== state.status
          ? { ...status(neu), ...notiere(`Meldung der Kolonne: ${STANDTEXT[stand]}`) }
          : {}),
        auftrag: { stand, quittung, klaerung, gestoppt, abgaben },
      };
    }
    case 'BestattungAbgeschlossen':
      return {
        ...state,
        ...status('abgeschlossen'),
        abschluss: e.abschluss,
        ...notiere('Bericht geprüft, abgeschlossen', e.abschluss.klaerung),
      };
    default:
      return assertNever(e);
  }
}

const STANDTEXT = {
  offen: 'Arbeit noch offen',
  vorbereitet: 'Grab vorbereitet',
  geprueft: 'Grab geprüft',
  durchgefuehrt: 'durchgeführt',
} as const;
