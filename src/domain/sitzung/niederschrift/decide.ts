import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { assertNever, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FactQuery, Facts } from '../../shared/vorgang.ts';
import { aufwertungQueries, checkAufwertung, checkFassung } from '../../umlauf/aufwertung.ts';
import { beratungQueries, decideBeratung } from '../beratung/decide.ts';
import { dokumentQuery, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { VERZEICHNIS, requireSitzungsdienst } from '../rollen.ts';
import { requirePdf } from '../sitzung/decide-ladung.ts';
import { TABELLE } from '../tabellen.ts';
import type { Niederschrift } from './state.ts';
import { signaturQueries } from './unterschrift.ts';
import type { NiederschriftCommand, NiederschriftEvent } from './schema.ts';
import { create, createAuszug } from './anlegen.ts';
import {
  recheck,
  recordPapier,
  rejectUnterzeichnet,
  requireSchriftfuehrer,
  requireUnveraendert,
  sign,
} from './unterschreiben.ts';

type Antwort = Result<readonly NiederschriftEvent[], Rejection>;

export function needs(state: Niederschrift | null, c: NiederschriftCommand): readonly FactQuery[] {
  switch (c.type) {
    case 'createNiederschrift':
      return [
        VERZEICHNIS,
        vorgangQuery(c.sitzung),
        vorgangQuery(c.gremium),
        tabelleQuery(TABELLE.unterschriften),
        ...(c.nichtoeffentlicheSitzung ? [vorgangQuery(c.nichtoeffentlicheSitzung)] : []),
      ];
    case 'createAuszug':
      return [VERZEICHNIS, vorgangQuery(c.niederschrift), tabelleQuery(TABELLE.unterschriften)];
    case 'presentNiederschrift':
      return [VERZEICHNIS, dokumentQuery(c.dokument)];
    case 'signNiederschrift':
      return [VERZEICHNIS, ...signaturQueries(c.gezeigt, c.dokument)];
    case 'recordPapierunterschrift':
      return [VERZEICHNIS, dokumentQuery(c.scan)];
    case 'upgradeDokument':
      return [VERZEICHNIS, ...aufwertungQueries(c)];
    case 'recheckUnterschriften':
      return state?.dokument ? [VERZEICHNIS, dokumentQuery(state.dokument)] : [VERZEICHNIS];
    default:
      return [VERZEICHNIS, ...beratungQueries(c)];
  }
}

export function decide(state: Niederschrift | null, command: NiederschriftCommand, facts: Facts): Antwort {
  if (command.type === 'createNiederschrift')
    return state ? reject('sitzung.schon-angelegt', { was: 'Niederschrift' }) : create(command, facts);
  if (command.type === 'createAuszug')
    return state ? reject('sitzung.schon-angelegt', { was: 'Auszug' }) : createAuszug(command, facts);
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Niederschrift' });
  switch (command.type) {
    case 'saveNiederschrift':
      return (
        requireUnveraendert(state) ??
        requireSchriftfuehrer(state, facts) ??
        ok([{ ...command, type: 'NiederschriftGespeichert' }])
      );
    case 'presentNiederschrift': {
      const hindernis = requireUnveraendert(state) ?? requireSchriftfuehrer(state, facts);
      if (hindernis) return hindernis;
      const pdf = requirePdf(facts, command.dokument, 'Niederschrift');
      return pdf.ok ? ok([{ ...command, type: 'NiederschriftVorgelegt' }]) : pdf;
    }
    case 'reopenNiederschrift':
      if (state.phase === 'unterzeichnet') return rejectUnterzeichnet(state);
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Wiedereröffnung' }, 'grund');
      return (
        requireSchriftfuehrer(state, facts) ?? ok([{ ...command, type: 'NiederschriftWiederGeoeffnet' }])
      );
    case 'signNiederschrift':
      return sign(state, command, facts);
    case 'recordPapierunterschrift':
      return recordPapier(state, command, facts);
    case 'upgradeDokument':
      return (
        checkFassung(command, state.dokument, 'Niederschrift') ??
        checkAufwertung(command, facts, 'Niederschrift') ??
        ok([{ ...command, type: 'DokumentAufgewertet' }])
      );
    case 'recheckUnterschriften':
      return recheck(state, facts);
    case 'recordTerminierung':
    case 'withdrawTerminierung':
    case 'grantEinsicht':
    case 'recordBeratungsergebnis': {
      const rolle = requireSitzungsdienst(facts, 'Berichtigungen erfassen');
      if (!rolle.ok) return rolle;
      return decideBeratung(command, facts);
    }
    default:
      return assertNever(command);
  }
}
