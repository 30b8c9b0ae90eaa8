import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import { getFact, type Facts } from '../../shared/vorgang.ts';
import { readVerzeichnis, requireRolle } from '../../organisation/berechtigung.ts';
import { ROLLE_VERWALTUNG, unterlageText, type BestattungStatus } from '../begriffe.ts';
import type { AuftragState } from '../auftrag/state.ts';
import { auftragSicht } from '../auftrag/auswertung.ts';
import { close } from './abschluss.ts';
import type { BestattungCommand } from './schema.ts';
import type { BestattungState } from './state.ts';
import { imStatus, mitDatei, offen, type Decided } from './zulaessig.ts';
import { aufbewahrenBis, expire, hold, move, release } from './decide-termin.ts';
import { assignGrab, create, fristVon, updateAngaben } from './decide-angaben.ts';
import { keepBlatt, recordAnruf } from './decide-fassung.ts';

/** What a command to a burial case leads to: who may, in which status, and then the one that decides it. */
export function decideBestattung(state: BestattungState | null, c: BestattungCommand, facts: Facts): Decided {
  if (c.type === 'expireVormerkung' || c.type === 'applyAuftragsstand') {
    // Both only draw a conclusion from the clock or from another Vorgang; no right is needed to conclude.
    if (state === null) return reject('bestattung.gibt-es-nicht');
    return c.type === 'expireVormerkung' ? expire(state, facts) : applyAuftragsstand(state, facts);
  }
  const verzeichnis = readVerzeichnis(facts);
  if (!verzeichnis.ok) return verzeichnis;
  const rolle = requireRolle(facts, verzeichnis.value, [ROLLE_VERWALTUNG]);
  if (!rolle.ok) return rolle;
  if (c.type === 'createBestattung') return create(state, c, facts);
  if (state === null) return reject('bestattung.gibt-es-nicht');
  switch (c.type) {
    case 'updateAngaben':
      return updateAngaben(state, c.angaben, facts);
    case 'requestTermin':
      return imStatus(state, ['entwurf', 'angefragt'], () => ok([{ type: 'TerminAngefragt', plan: c.plan }]));
    case 'assignGrab':
      return assignGrab(state, c, facts);
    case 'recordUnterlage':
      return offen(state, () =>
        mitDatei(facts, c.dokument, 'scan', `Der Scan zu „${unterlageText[c.unterlage]}“`, {
          type: 'UnterlageErfasst',
          unterlage: c.unterlage,
          am: c.am,
          dokument: c.dokument,
        }),
      );
    case 'removeUnterlage':
      return offen(state, () => ok([{ type: 'UnterlageEntfernt', unterlage: c.unterlage, grund: c.grund }]));
    case 'recordGenehmigung':
      if (c.genehmigung.art === 'fristverlaengerung' && c.genehmigung.bis === null)
        return reject('bestattung.genehmigung-ohne-tag', {}, 'bis');
      return offen(state, () => {
        const frist = fristVon(state.angaben, [...state.genehmigungen, c.genehmigung], facts);
        return mitDatei(facts, c.dokument, 'scan', 'Der Scan der Genehmigung', {
          type: 'GenehmigungErfasst',
          genehmigung: c.genehmigung,
          dokument: c.dokument,
          frist,
        });
      });
    case 'keepBlatt':
      return keepBlatt(state, c, facts);
    case 'holdTermin':
      return imStatus(state, ['entwurf', 'angefragt', 'vorgemerkt', 'verlegt'], () =>
        hold(state, c.plan, facts),
      );
    case 'releaseTermin':
      return imStatus(state, ['vorgemerkt'], () => release(state, facts));
    case 'rejectAnfrage':
      return imStatus(state, ['angefragt', 'vorgemerkt'], () =>
        ok([{ type: 'AnfrageAbgelehnt', grund: c.grund, aufbewahrenBis: aufbewahrenBis(facts) }]),
      );
    case 'cancelBestattung':
      return imStatus(state, STORNIERBAR, () => {
        // Whoever was once told a date must be told that it is off, also while a new one was being sought.
        const warFreigegeben = state.fassung > 0;
        const fassung = state.fassung + (warFreigegeben ? 1 : 0);
        return ok([
          {
            type: 'BestattungStorniert',
            grund: c.grund,
            fassung,
            warFreigegeben,
            aufbewahrenBis: aufbewahrenBis(facts),
          },
        ]);
      });
    case 'moveTermin':
      return imStatus(state, VERLEGBAR, () => move(state, c.plan, c.grund, facts));
    case 'recordAnruf':
      return recordAnruf(state, c);
    case 'closeBestattung':
      return imStatus(state, ['durchgefuehrt'], () => close(state, c, facts));
    default:
      return assertNever(c);
  }
}

const STORNIERBAR: readonly BestattungStatus[] = [
  'entwurf',
  'angefragt',
  'vorgemerkt',
  'freigegeben',
  'vorbereitet',
  'geprueft',
  'verlegt',
];
const VERLEGBAR: readonly BestattungStatus[] = ['vorgemerkt', 'freigegeben', 'vorbereitet', 'geprueft'];

/** Takes over how far the crew is; what cannot be seen here changes nothing. */
function applyAuftragsstand(state: BestattungState, facts: Facts): Decided {
  const fact = getFact<AuftragState | null>(facts, { art: 'vorgang', id: state.auftragId });
  if (!fact.bekannt || fact.wert === null) return ok([]);
  return ok([{ type: 'AuftragsstandUebernommen', ...auftragSicht(fact.wert) }]);
}
