import { addDays, formatTag, tagOf } from '../shared/dates.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { assertNever, ok } from '../shared/result.ts';
import type { Gueltigkeit } from '../shared/validity.ts';
import { isValidOn } from '../shared/validity.ts';
import type { Facts, Tag } from '../shared/vorgang.ts';
import { hasSystemverwaltung, readVerzeichnis, requireRolle } from './berechtigung.ts';
import { einheitMitEigenerVertretung } from './einheiten.ts';
import type { PersonState } from './person-state.ts';
import { evolvePerson, isOpenAfter } from './person-state.ts';
import { formatRolle } from './rollen.ts';
import type { PersonCommand, PersonEvent } from './schema.ts';
import type { Verzeichnis } from './verzeichnis.ts';
import { findEinheit, findPerson, formatPerson } from './verzeichnis.ts';
import { findVertretungskreis, formatZeitraum, isOwnDeputy, overlap } from './vertretung.ts';

type Decision = Result<readonly PersonEvent[], Rejection>;

/**
 * Rules for the entry of one person. Everything is up to `systemverwaltung`; one's own deputies and
 * certificates one may also keep oneself.
 */
export function decidePerson(state: PersonState | null, command: PersonCommand, facts: Facts): Decision {
  const verzeichnis = readVerzeichnis(facts);
  if (!verzeichnis.ok) return verzeichnis;
  const v = verzeichnis.value;

  const self = state !== null && state.id === facts.akteur;
  const ownMatter = ['setVertretung', 'endVertretung', 'enrolZertifikat', 'revokeZertifikat'];
  if (!(self && ownMatter.includes(command.type))) {
    const erlaubt = requireRolle(facts, v, ['systemverwaltung']);
    if (!erlaubt.ok) return erlaubt;
  }

  if (command.type === 'createPerson') {
    if (state) return reject('organisation.gibt-es-schon', { name: formatPerson(state) });
    const { type: _, ...angaben } = command;
    const mangel =
      findMangel(angaben, v) ??
      checkZeitraum(angaben) ??
      firstOf(command.rollen.map((r) => checkZeitraum(r) ?? findRollenMangel(r, v)));
    if (mangel) return mangel;
    return ok([{ type: 'PersonAngelegt', id: facts.vorgang, ...angaben }]);
  }
  if (!state) return reject('organisation.gibt-es-nicht');

  switch (command.type) {
    case 'changePerson': {
      const mangel = findMangel({ ...state, ...command.angaben }, v);
      return mangel ?? ok([{ type: 'PersonGeaendert', angaben: command.angaben }]);
    }
    case 'endPerson': {
      const mangel = checkZeitraum({ gueltigVon: state.gueltigVon, gueltigBis: command.gueltigBis });
      if (mangel) return mangel;
      return keepSystemverwaltung(
        state,
        { type: 'PersonAusgeschieden', gueltigBis: command.gueltigBis },
        v,
        facts,
      );
    }
    case 'assignRolle': {
      const { type: _, ...rolle } = command;
      const mangel = checkZeitraum(rolle) ?? findRollenMangel(rolle, v);
      if (mangel) return mangel;
      const besteht = state.rollen.find(
        (r) => r.rolle === rolle.rolle && r.bereich === rolle.bereich && overlap(r, rolle) !== null,
      );
      if (besteht) {
        return reject('organisation.rolle-besteht', {
          rolle: formatRolle(rolle.rolle),
          zeitraum: formatZeitraum(besteht),
        });
      }
      return ok([{ type: 'RolleZugewiesen', ...rolle }]);
    }
    case 'endRolle': {
      const { type: _, ...ende } = command;
      const rolle = state.rollen.find(
        (r) =>
          r.rolle === ende.rolle && r.bereich === ende.bereich && isOpenAfter(r.gueltigBis, ende.gueltigBis),
      );
      if (!rolle) return reject('organisation.rolle-fehlt', { rolle: formatRolle(ende.rolle) });
      return keepSystemverwaltung(state, { type: 'RolleBeendet', ...ende }, v, facts);
    }
    case 'enrolZertifikat': {
      const { type: _, ...zertifikat } = command;
      const alt = state.zertifikatsakte.find((z) => z.sha256 === command.sha256);
      if (alt?.gesperrtAm) {
        return reject('organisation.zertifikat-gesperrt', { tag: formatTag(tagOf(alt.gesperrtAm)) });
      }
      // Also one that was struck off: what was signed with it was signed by its owner, and by nobody else.
      const inhaber = alt
        ? state
        : v?.personen.find((p) =>
            [...p.zertifikate, ...(p.gesperrteZertifikate ?? [])].includes(command.sha256),
          );
      if (inhaber) return reject('organisation.zertifikat-vergeben', { name: formatPerson(inhaber) });
      return ok([{ type: 'ZertifikatEingetragen', ...zertifikat }]);
    }
    case 'revokeZertifikat':
      if (!state.zertifikate.includes(command.sha256)) return reject('organisation.zertifikat-unbekannt');
      return ok([{ type: 'ZertifikatGesperrt', sha256: command.sha256, grund: command.grund }]);
    case 'setVertretung': {
      const { type: _, ...vertretung } = command;
      const mangel = checkZeitraum(vertretung) ?? findVertretungsMangel(state, vertretung, v);
      return mangel ?? ok([{ type: 'VertretungGesetzt', ...vertretung }]);
    }
    case 'endVertretung': {
      const { type: _, ...ende } = command;
      const vorhanden = state.vertretungen.some(
        (d) => d.durch === ende.durch && d.gueltigVon === ende.gueltigVon,
      );
      if (!vorhanden) {
        return reject('organisation.vertretung-unbekannt', {
          zeitraum: formatZeitraum({ gueltigVon: ende.gueltigVon, gueltigBis: ende.gueltigBis }),
        });
      }
      // An end the day before the beginning takes back a deputy who has not started yet.
      const von = ende.gueltigVon;
      if (von !== null && ende.gueltigBis < addDays(von, -1)) {
        return reject('organisation.zeitraum', { von: formatTag(von), bis: formatTag(ende.gueltigBis) });
      }
      return ok([{ type: 'VertretungBeendet', ...ende }]);
    }
    default:
      return assertNever(command);
  }
}

type Mangel = ReturnType<typeof reject> | null;

const firstOf = (found: readonly Mangel[]): Mangel => found.find((one) => one !== null) ?? null;

function findMangel(
  p: { readonly vorname: string; readonly nachname: string; readonly einheit: string },
  v: Verzeichnis | null,
): Mangel {
  if (p.vorname === '') return reject('organisation.pflichtangabe', { feld: 'Vorname' }, 'vorname');
  if (p.nachname === '') return reject('organisation.pflichtangabe', { feld: 'Nachname' }, 'nachname');
  if (v && !findEinheit(v, p.einheit)) return reject('organisation.einheit-unbekannt', {}, 'einheit');
  return null;
}

function findRollenMangel(rolle: { readonly bereich: string | null }, v: Verzeichnis | null): Mangel {
  if (v === null || !rolle.bereich?.startsWith('einheit:')) return null;
  return findEinheit(v, rolle.bereich.slice('einheit:'.length))
    ? null
    : reject('organisation.einheit-unbekannt', {}, 'bereich');
}

export function checkZeitraum(g: Gueltigkeit): Mangel {
  if (g.gueltigVon === null || g.gueltigBis === null || g.gueltigVon <= g.gueltigBis) return null;
  return reject(
    'organisation.zeitraum',
    { von: formatTag(g.gueltigVon), bis: formatTag(g.gueltigBis) },
    'gueltigBis',
  );
}

function findVertretungsMangel(
  state: PersonState,
  neu: { readonly durch: string } & Gueltigkeit,
  v: Verzeichnis | null,
): Mangel {
  if (neu.durch === state.id) {
    return reject('organisation.vertretung-selbst', { name: formatPerson(state) }, 'durch');
  }
  if (v === null) return null;
  const deputy = findPerson(v, neu.durch);
  if (!deputy || !coversStart(deputy, neu)) {
    return reject('organisation.vertretung-unbekannt', { zeitraum: formatZeitraum(neu) }, 'durch');
  }
  const besteht = state.vertretungen.find((d) => d.durch === neu.durch && overlap(d, neu) !== null);
  if (besteht) {
    return reject(
      'organisation.vertretung-besteht',
      { name: formatPerson(deputy), zeitraum: formatZeitraum(besteht) },
      'durch',
    );
  }
  if (!isOwnDeputy(v, state, deputy)) {
    const grenze = einheitMitEigenerVertretung(v, state.einheit);
    const einheit = (grenze === null ? null : findEinheit(v, grenze))?.name ?? '';
    return reject('organisation.vertretung-fremd', { name: formatPerson(state), einheit }, 'durch');
  }
  const kreis = findVertretungskreis(v, state.id, neu);
  return kreis ? reject('organisation.vertretung-kreis', { kette: kreis.join(', ') }, 'durch') : null;
}

/** Is the deputy in office on the first day, and not gone before? */
const coversStart = (deputy: Gueltigkeit, zeitraum: Gueltigkeit): boolean =>
  zeitraum.gueltigVon === null
    ? deputy.gueltigBis === null || zeitraum.gueltigBis === null || deputy.gueltigBis >= zeitraum.gueltigBis
    : isValidOn(deputy, zeitraum.gueltigVon);

/** Refuses what would leave the house without anybody who may administer it, today or on the last day named. */
function keepSystemverwaltung(
  state: PersonState,
  event: PersonEvent & { readonly gueltigBis: Tag },
  v: Verzeichnis | null,
  facts: Facts,
): Decision {
  const heute = tagOf(facts.jetzt);
  if (v === null || !hasSystemverwaltung(v, heute)) return ok([event]);
  const meta = { zeit: facts.jetzt, akteur: facts.akteur, revision: 0 };
  const danach: Verzeichnis = {
    ...v,
    personen: v.personen.map((p) => (p.id === state.id ? evolvePerson(state, event, meta) : p)),
  };
  const tag = event.gueltigBis < heute ? heute : addDays(event.gueltigBis, 1);
  return hasSystemverwaltung(danach, tag) ? ok([event]) : reject('organisation.letzte-systemverwaltung');
}
