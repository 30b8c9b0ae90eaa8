import { tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FactQuery, Facts } from '../../shared/vorgang.ts';
import { aufwertungQueries, checkAufwertung, checkFassung } from '../../umlauf/aufwertung.ts';
import { checkNummernjahr, needsNummer, nextNummer } from '../../stammdaten/nummernkreise.ts';
import { beratungQueries, decideBeratung } from '../beratung/decide.ts';
import { dokumentQuery, requireVorgang, tabelleAm, tabelleQuery, vorgangQuery } from '../fakten.ts';
import { unterschriftsregel } from '../gremium/mitglieder.ts';
import type { Gremium } from '../gremium/schema.ts';
import { signaturQueries } from '../niederschrift/unterschrift.ts';
import { VERZEICHNIS, requireSitzungsdienst } from '../rollen.ts';
import { requirePdf } from '../sitzung/decide-ladung.ts';
import { TABELLE } from '../tabellen.ts';
import type { Unterschriftentabelle } from '../tabellen.ts';
import { isLeer } from '../text/bloecke.ts';
import type { DringlichkeitCommand, DringlichkeitEvent } from './schema.ts';
import type { Dringlichkeitsentscheidung } from './state.ts';
import { execute, recheck, recordPapier, sign } from './unterschreiben.ts';

type State = Dringlichkeitsentscheidung;
type Antwort = Result<readonly DringlichkeitEvent[], Rejection>;
type Befehl<T extends DringlichkeitCommand['type']> = Extract<DringlichkeitCommand, { type: T }>;

export const SERIE = 'dringlichkeitsentscheidung';

export function needs(state: State | null, c: DringlichkeitCommand): readonly FactQuery[] {
  if (c.type === 'createDringlichkeitsentscheidung')
    return [VERZEICHNIS, vorgangQuery(c.gremium), ...needsNummer(SERIE, c.jahr)];
  if (!state) return [VERZEICHNIS];
  const base = [VERZEICHNIS, vorgangQuery(state.gremium)];
  switch (c.type) {
    case 'presentDringlichkeitsentscheidung':
      return [...base, dokumentQuery(c.dokument), tabelleQuery(TABELLE.unterschriften)];
    case 'signDringlichkeitsentscheidung':
      return [...base, ...signaturQueries(c.gezeigt, c.dokument)];
    case 'recordPapierunterschrift':
      return [...base, dokumentQuery(c.scan)];
    case 'upgradeDokument':
      return [...base, ...aufwertungQueries(c)];
    case 'recheckUnterschriften':
      return state.dokument ? [...base, dokumentQuery(state.dokument)] : base;
    default:
      return [...base, ...beratungQueries(c)];
  }
}

/** What § 60 GO NRW wants to be said before anybody signs. */
function fehlendeAngaben(s: Pick<State, 'beschluss' | 'dringlichkeit' | 'hauptausschussGrund' | 'anstelle'>) {
  return [
    isLeer(s.beschluss) ? 'Beschluss' : '',
    s.dringlichkeit === '' ? 'Grund der Dringlichkeit' : '',
    s.anstelle === 'rat' && s.hauptausschussGrund === ''
      ? 'Grund, warum der Hauptausschuss nicht rechtzeitig einberufen werden konnte'
      : '',
  ].filter(Boolean);
}

export function decide(state: State | null, command: DringlichkeitCommand, facts: Facts): Antwort {
  if (command.type === 'signDringlichkeitsentscheidung')
    return state
      ? sign(state, command, facts)
      : reject('sitzung.nicht-angelegt', { was: 'Dringlichkeitsentscheidung' });
  const rolle = requireSitzungsdienst(facts, 'Dringlichkeitsentscheidungen führen');
  if (!rolle.ok) return rolle;
  if (command.type === 'createDringlichkeitsentscheidung') {
    if (state) return reject('sitzung.schon-angelegt', { was: 'Dringlichkeitsentscheidung' });
    const gremium = requireVorgang<Gremium>(facts, command.gremium, 'gremium', 'Gremium');
    if (!gremium.ok) return gremium;
    const g = gremium.value;
    // in matters of the council § 60 Abs. 1 asks for the Hauptausschuss first; nobody gets around it by calling it a committee
    if (g && (command.anstelle === 'rat') !== (g.gremiumArt === 'rat'))
      return reject('sitzung.anstelle-falsch', { gremium: g.name }, 'anstelle');
    const falsch = checkNummernjahr(facts, command.jahr);
    if (falsch) return falsch;
    const { type: _, jahr, ...angaben } = command;
    return ok([
      {
        ...angaben,
        type: 'DringlichkeitsentscheidungAngelegt',
        gremiumName: g?.name ?? command.gremium,
        ...nextNummer(facts, SERIE, jahr),
      },
    ]);
  }
  if (!state) return reject('sitzung.nicht-angelegt', { was: 'Dringlichkeitsentscheidung' });
  const offen = state.phase === 'entwurf' || state.phase === 'zurUnterschrift';
  switch (command.type) {
    case 'changeDringlichkeitsentscheidung':
      if (state.phase !== 'entwurf')
        return reject('sitzung.dringlichkeit-vorgelegt', { betreff: state.betreff });
      return ok([{ ...command, type: 'DringlichkeitsentscheidungGeaendert' }]);
    case 'presentDringlichkeitsentscheidung':
      return present(state, command, facts);
    case 'recordPapierunterschrift':
      return recordPapier(state, command, facts);
    case 'executeDringlichkeitsentscheidung':
      return execute(state, facts);
    case 'discardDringlichkeitsentscheidung':
      if (!offen) return reject('sitzung.dringlichkeit-getroffen', { betreff: state.betreff });
      if (command.grund === '') return reject('sitzung.grund-fehlt', { was: 'Verwerfen' }, 'grund');
      return ok([{ ...command, type: 'DringlichkeitsentscheidungVerworfen' }]);
    case 'upgradeDokument':
      return (
        checkFassung(command, state.dokument, 'Dringlichkeitsentscheidung') ??
        checkAufwertung(command, facts, 'Dringlichkeitsentscheidung') ??
        ok([{ ...command, type: 'DokumentAufgewertet' }])
      );
    case 'recheckUnterschriften':
      return recheck(state, facts);
    default:
      return decideBeratung(command, facts);
  }
}

function present(state: State, command: Befehl<'presentDringlichkeitsentscheidung'>, facts: Facts): Antwort {
  if (state.phase !== 'entwurf') return reject('sitzung.dringlichkeit-vorgelegt', { betreff: state.betreff });
  const fehlend = fehlendeAngaben(state);
  if (fehlend.length > 0) return reject('sitzung.dringlichkeit-angaben', { angaben: fehlend.join('; ') });
  const pdf = requirePdf(facts, command.dokument, 'Dringlichkeitsentscheidung');
  if (!pdf.ok) return pdf;
  const gremium = requireVorgang<Gremium>(facts, state.gremium, 'gremium', 'Gremium');
  if (!gremium.ok) return gremium;
  const tag = tagOf(facts.jetzt);
  const allgemein = tabelleAm<Unterschriftentabelle>(facts, TABELLE.unterschriften, tag)?.inhalt.regeln ?? [];
  const regel = gremium.value ? unterschriftsregel(gremium.value, tag, SERIE, allgemein) : null;
  if (!regel && !facts.vorlaeufig) return reject('sitzung.unterschriftsregel-fehlt', { rolle: SERIE });
  return ok([
    {
      type: 'DringlichkeitsentscheidungVorgelegt',
      dokument: command.dokument,
      niveau: regel?.niveau ?? null,
      papier: regel?.papier ?? false,
      norm: regel?.norm ?? '',
    },
  ]);
}
