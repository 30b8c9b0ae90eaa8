import { VERZEICHNIS } from '../organisation/berechtigung.ts';
import type { Verzeichnis } from '../organisation/verzeichnis.ts';
import { aktionOf, type Aktion as Grundaktion } from '../shared/aktion.ts';
import { err, ok } from '../shared/result.ts';
import type { Facts, PersonId, Tag } from '../shared/vorgang.ts';
import { factKey } from '../shared/vorgang.ts';
import { decideUmlauf } from './decide.ts';
import { checkErklaerung, findBefugnis, findErsatz } from './decide/befugnis.ts';
import type { UmlaufKontext } from './decide/kontext.ts';
import { checkOffenFor, readLage } from './decide/kontext.ts';
import { checkAnDerReihe } from './decide/zeichnen.ts';
import type { Entscheidung } from './entscheidung.ts';
import { entscheidungenFor } from './entscheidung.ts';
import type { Dokumentbezug, UmlaufCommand, Zeichnungsart } from './schema.ts';
import type { Schritt, Umlauf } from './state.ts';

/** A command on the route, with the step it is for, if any. */
export interface Aktion extends Grundaktion {
  readonly schritt: string | null;
}

/** What the signing dialog shows for one step. */
export interface Zeichnungsauftrag {
  readonly schritt: Schritt;
  readonly zeichnung: Zeichnungsart;
  readonly entscheidungen: readonly Entscheidung[];
  /** all documents to be shown; their hashes go into the command */
  readonly dokumente: readonly (Dokumentbezug & { readonly dateiname: string })[];
  /** the PDF that gets the signature; null for a detached record or none */
  readonly hauptdokument: (Dokumentbezug & { readonly dateiname: string }) | null;
  readonly wie: 'selbst' | 'i. V.' | 'i. A.';
  readonly fuer: PersonId;
  readonly erklaerungNoetig: boolean;
}

/** Facts for a question „could this person ... on that day?“ that is asked for display only. */
export function probeFacts(person: PersonId, v: Verzeichnis, tag: Tag, vorgang = ''): Facts {
  const jetzt = `${tag}T11:00:00.000Z`;
  return {
    jetzt,
    geschehenAm: jetzt,
    akteur: person,
    vorlaeufig: true,
    vorgang,
    basis: 0,
    antworten: new Map([[factKey(VERZEICHNIS), v]]),
  };
}

/** Which commands on the route this person may issue now, and why the others are refused. */
export function umlaufAktionen(
  u: Umlauf,
  kontext: UmlaufKontext,
  person: PersonId,
  v: Verzeichnis,
  tag: Tag,
): readonly Aktion[] {
  const facts = probeFacts(person, v, tag);
  const probe = (text: string, command: UmlaufCommand, schritt: string | null): Aktion => {
    const decided = decideUmlauf(u, command, facts, kontext);
    return { ...aktionOf(command.type, text, decided.ok ? null : decided.error), schritt };
  };
  const grund = 'Begründung';
  const aktionen: Aktion[] = [];
  for (const s of u.schritte.filter((one) => one.status === 'aktuell' || one.status === 'zukuenftig')) {
    const auftrag = zeichnungsauftrag(u, s.id, kontext, person, v, tag);
    const text = s.art === 'Kenntnisnahme' ? 'Zur Kenntnis nehmen' : 'Zeichnen …';
    aktionen.push({ ...aktionOf('signSchritt', text, auftrag.ok ? null : auftrag.error), schritt: s.id });
    aktionen.push(probe('Überspringen …', { type: 'skipSchritt', schritt: s.id, grund }, s.id));
    aktionen.push(
      probe(
        'Ersatz benennen …',
        { type: 'replaceAdressat', schritt: s.id, adressat: { person: u.initiator }, grund },
        s.id,
      ),
    );
    if (s.status !== 'aktuell') continue;
    aktionen.push(probe('Erinnern', { type: 'remindSchritt', schritt: s.id, text: '' }, s.id));
    aktionen.push(
      probe(
        'Rückfrage …',
        { type: 'askRueckfrage', id: 'probe', schritt: s.id, an: { person: u.initiator }, text: grund },
        s.id,
      ),
    );
  }
  for (const r of u.rueckfragen.filter((one) => one.antwort === null)) {
    aktionen.push(probe('Antworten …', { type: 'answerRueckfrage', id: r.id, text: grund }, r.schritt));
  }
  aktionen.push(
    probe('Zurückgeben …', { type: 'returnUmlauf', ziel: 'initiator', grund }, null),
    probe('Zurückziehen …', { type: 'withdrawUmlauf', grund }, null),
    probe(
      'Interessenkonflikt erklären …',
      { type: 'declareInteressenkonflikt', ergebnis: 'konflikt', text: grund },
      null,
    ),
  );
  const letzter = u.schritte.at(-1);
  if (letzter) {
    const { id: bei } = letzter;
    const plan = { art: 'Kenntnisnahme', bezeichnung: '', bei, lage: 'danach', fristTage: null } as const;
    aktionen.push(
      probe(
        'Schritt hinzufügen …',
        { type: 'addSchritt', id: 'probe', ...plan, adressat: { person: u.initiator }, grund },
        null,
      ),
    );
  }
  return aktionen;
}

/** What this person would sign at this step now, or why they cannot. Conflicts count, an open declaration not. */
export function zeichnungsauftrag(
  u: Umlauf,
  schritt: string,
  kontext: UmlaufKontext,
  person: PersonId,
  v: Verzeichnis,
  tag: Tag,
) {
  const lage = readLage(u, probeFacts(person, v, tag), kontext);
  if (!lage.ok) return lage;
  const s = u.schritte.find((one) => one.id === schritt) ?? null;
  const mangel = checkOffenFor(u, s) ?? checkAnDerReihe(lage.value, s);
  if (mangel) return mangel;
  if (!s) throw new Error('checkAnDerReihe refuses an unknown step');
  const befugnis = findBefugnis(lage.value, s);
  if (!befugnis.ok) return befugnis;
  const konflikt = checkErklaerung(lage.value, s, true);
  if (konflikt) return err(konflikt.error);
  const haupt = kontext.dokumente.find((d) => d.dokument === kontext.hauptdokument) ?? null;
  const auftrag: Zeichnungsauftrag = {
    schritt: s,
    zeichnung: s.zeichnung,
    entscheidungen: entscheidungenFor(s.art),
    dokumente: kontext.dokumente,
    hauptdokument: s.zeichnung === 'pdf' ? haupt : null,
    ...befugnis.value,
    erklaerungNoetig: checkErklaerung(lage.value, s, false) !== null,
  };
  return ok(auftrag);
}

/** People who could take over a step, e.g. after a declared conflict. */
export function ersatzFor(u: Umlauf, schritt: Schritt, kontext: UmlaufKontext, v: Verzeichnis, tag: Tag) {
  const lage = readLage(u, probeFacts('', v, tag), kontext);
  return lage.ok ? findErsatz(lage.value, schritt, tag) : [];
}
