import { formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import { reject, type Rejection } from '../../shared/rejection.ts';
import { assertNever, ok, type Result } from '../../shared/result.ts';
import { getFact, type FactQuery, type Facts } from '../../shared/vorgang.ts';
import { VERZEICHNIS, readVerzeichnis, requireRolle } from '../../organisation/berechtigung.ts';
import { findPerson, hasRolle, type Verzeichnis } from '../../organisation/verzeichnis.ts';
import { ROLLE_KOLONNE, ROLLE_VERWALTUNG } from '../begriffe.ts';
import { kolonnenInhalt } from '../bestattung/inhalt.ts';
import { istFreigegeben, type BestattungState } from '../bestattung/state.ts';
import { dokumentFragen, pruefeDokument } from '../dokument.ts';
import { stimmtUeberein } from './auswertung.ts';
import { kolonneVon, kolonnenVon } from './kolonnen.ts';
import type { AuftragCommand, AuftragEvent } from './schema.ts';
import type { AuftragState } from './state.ts';

type Decided = Result<readonly AuftragEvent[], Rejection>;

export const needsAuftrag = (_: AuftragState | null, c: AuftragCommand): readonly FactQuery[] =>
  c.type === 'syncAuftrag'
    ? [{ art: 'vorgang', id: c.bestattung }]
    : [VERZEICHNIS, ...('foto' in c ? dokumentFragen(c.foto) : [])];

/**
 * A report is refused only for what is wrong with itself (the same person twice, another crew's order, a photo that
 * is not there), never for what the world has become meanwhile: a burial that took place is recorded, and a
 * contradiction goes to review.
 */
export function decideAuftrag(state: AuftragState | null, c: AuftragCommand, facts: Facts): Decided {
  if (c.type === 'syncAuftrag') return sync(state, c.bestattung, facts);
  if (state === null) return reject('bestattung.gibt-es-nicht');
  const verzeichnis = readVerzeichnis(facts);
  if (!verzeichnis.ok) return verzeichnis;
  const nurBuero = c.type === 'liftStopp' || c.type === 'settleKlaerung';
  const rollen = nurBuero ? [ROLLE_VERWALTUNG] : [ROLLE_KOLONNE, ROLLE_VERWALTUNG];
  // The right to report is judged at the time it happened: a role that ended since does not silence anyone.
  const rolle = requireRolle({ ...facts, jetzt: facts.geschehenAm }, verzeichnis.value, rollen);
  if (!rolle.ok) return rolle;
  const eigene = requireKolonne(state, verzeichnis.value, facts);
  if (!eigene.ok) return eigene;
  const gemeldet = { geschehenAm: facts.geschehenAm, person: facts.akteur };

  switch (c.type) {
    case 'acknowledgeAuftrag':
      return ok([
        {
          type: 'AuftragQuittiert',
          fassung: c.fassung,
          person: facts.akteur,
          kolonne: eigene.value,
          geschehenAm: facts.geschehenAm,
        },
      ]);
    case 'liftStopp':
      return ok([{ type: 'StoppAufgehoben', meldungen: c.meldungen, grund: c.grund, person: facts.akteur }]);
    case 'settleKlaerung':
      return ok([
        { type: 'KlaerungErledigt', schluessel: c.schluessel, grund: c.grund, person: facts.akteur },
      ]);
    default:
  }
  if (state.meldungen.some((m) => m.id === c.id)) return ok([]);
  const foto = pruefeDokument(facts, c.foto, 'foto', 'Das Foto');
  if (!foto.ok) return foto;
  switch (c.type) {
    case 'reportSchritt':
      return ok([{ ...c, type: 'SchrittGemeldet', ...gemeldet }]);
    case 'reportAbweichung':
      return ok([{ ...c, type: 'AbweichungGemeldet', ...gemeldet }]);
    case 'reportNichtDurchgefuehrt':
      return ok([{ ...c, type: 'NichtDurchfuehrungGemeldet', ...gemeldet }]);
    case 'reportGrabpruefung': {
      if (c.zweitePerson?.person === facts.akteur)
        return reject(
          'bestattung.zweite-person',
          { grund: 'beide Angaben nennen dieselbe Person' },
          'zweitePerson',
        );
      // The first gate compares order and index of graves: only the office has both.
      if (c.tor === 'buero') {
        const buero = requireRolle(facts, verzeichnis.value, [ROLLE_VERWALTUNG]);
        if (!buero.ok) return buero;
      }
      const erwartet = erwartetAmGrab(state);
      return ok([
        {
          ...c,
          type: 'GrabpruefungGemeldet',
          ...gemeldet,
          erwartet,
          stimmt: stimmtUeberein(erwartet, c.erfasst),
        },
      ]);
    }
    default:
      return assertNever(c);
  }
}

/**
 * Whose report is it? null: the office's, or not known here. A crew reports on its own orders, and on one that went
 * to another crew meanwhile: what it did before it could know is not lost.
 */
function requireKolonne(
  state: AuftragState,
  v: Verzeichnis | null,
  facts: Facts,
): Result<string | null, Rejection> {
  if (v === null) return ok(null);
  const tag = tagOf(facts.geschehenAm);
  const kolonne = kolonneVon(v, facts.akteur, tag, kolonnenVon(state));
  if (kolonne !== null) return ok(kolonne);
  const person = findPerson(v, facts.akteur);
  if (person && hasRolle(person, ROLLE_VERWALTUNG, tag)) return ok(null);
  return reject('bestattung.fremde-kolonne', { kolonne: state.inhalt.einsatz.kolonneName });
}

/** The two identifiers that must be found on the spot. */
export const erwartetAmGrab = (state: Pick<AuftragState, 'inhalt'>): { grab: string; merkmal: string } => ({
  grab: state.inhalt.einsatz.grab?.schluessel ?? '',
  merkmal: state.inhalt.zweitesMerkmal.wert,
});

/** Said on the laptop before the report is sent: stop at once. null: everything agrees. */
export function pruefeGrabangabe(
  state: Pick<AuftragState, 'inhalt'>,
  erfasst: { readonly grab: string; readonly merkmal: string },
): Rejection | null {
  const erwartet = erwartetAmGrab(state);
  if (stimmtUeberein(erwartet, erfasst)) return null;
  const grabFalsch = !stimmtUeberein({ ...erwartet, merkmal: '' }, { ...erfasst, merkmal: '' });
  const [a, b] = grabFalsch ? [erwartet.grab, erfasst.grab] : [erwartet.merkmal, erfasst.merkmal];
  return { code: 'bestattung.falsches-grab', params: { a, b }, field: grabFalsch ? 'grab' : 'merkmal' };
}

/** Brings the order in line with what the office has decided. */
function sync(state: AuftragState | null, bestattung: string, facts: Facts): Decided {
  const fact = getFact<BestattungState | null>(facts, { art: 'vorgang', id: bestattung });
  if (!fact.bekannt) return facts.vorlaeufig ? ok([]) : reject('bestattung.nicht-pruefbar');
  const b = fact.wert;
  if (b === null || b.auftragId !== facts.vorgang) return reject('bestattung.gibt-es-nicht');
  const inhalt = kolonnenInhalt(b);
  if (b.status === 'abgeschlossen')
    return state && !state.abgeschlossen
      ? ok([
          {
            type: 'AuftragAbgeschlossen',
            aufbewahrenBis: b.abschluss?.eintrag.ruhefristBis ?? null,
          },
        ])
      : ok([]);
  if (istFreigegeben(b.status) && inhalt !== null) {
    if (state && state.fassung === b.fassung && state.zurueckgezogen === null) return ok([]);
    return ok([{ type: 'AuftragErteilt', bestattung, nummer: b.nummer, fassung: b.fassung, inhalt }]);
  }
  if (state === null || state.zurueckgezogen?.anlass === b.status) return ok([]);
  if (b.status === 'storniert' || b.status === 'verlegt') {
    const grund = b.fassungen.at(-1)?.grund ?? formatZeitpunkt(facts.jetzt);
    const aufbewahrenBis = b.aufbewahrenBis ?? null;
    return ok([
      { type: 'AuftragZurueckgezogen', anlass: b.status, grund, fassung: b.fassung, aufbewahrenBis },
    ]);
  }
  return ok([]);
}
