import { findEinheit, findPerson } from '../../organisation/verzeichnis.ts';
import { formatRolle } from '../../organisation/rollen.ts';
import { formatZeitpunkt } from '../../shared/dates.ts';
import { reject } from '../../shared/rejection.ts';
import { err, ok } from '../../shared/result.ts';
import type { Entscheidung } from '../entscheidung.ts';
import { entscheidungenFor } from '../entscheidung.ts';
import { evolveUmlauf } from '../evolve.ts';
import { advance, isGruppeComplete, isOpen } from '../fortgang.ts';
import { niveauregelFor } from '../niveau.ts';
import type { Dokumentbezug, SignSchritt, UmlaufEvent } from '../schema.ts';
import { checkSignatur } from '../signatur.ts';
import type { Schritt } from '../state.ts';
import { findSchritt, gueltigeZeichnung, gueltigeZeichnungen } from '../state.ts';
import { checkErklaerung, findBefugnis } from './befugnis.ts';
import type { DokumentStand, Lage, UmlaufDecision } from './kontext.ts';
import { checkOffenFor, describeSchritte, nameOf } from './kontext.ts';

type Mangel = ReturnType<typeof reject> | null;

/**
 * Deciding a step, signed. What is bound together: the step, the role, exactly the documents that were
 * shown, the decision, and one new true signature over them.
 */
export function signSchritt(lage: Lage, c: SignSchritt): UmlaufDecision {
  const { u, facts, v, kontext } = lage;
  const schritt = findSchritt(u, c.schritt);
  const lageMangel = checkOffenFor(u, schritt) ?? checkAnDerReihe(lage, schritt);
  if (lageMangel || !schritt) return lageMangel ?? reject('umlauf.schritt-unbekannt');

  const befugnis = findBefugnis(lage, schritt);
  if (!befugnis.ok) return befugnis;
  const erklaerungMangel = checkErklaerung(lage, schritt, c.keinInteressenkonflikt);
  if (erklaerungMangel) return erklaerungMangel;

  const entscheidung = entscheidungenFor(schritt.art).find((e) => e.code === c.entscheidung);
  if (!entscheidung) return rejectEntscheidung(schritt);
  if (entscheidung.bemerkungPflicht && c.bemerkung === '') {
    return reject('umlauf.begruendung-fehlt', { was: entscheidung.text }, 'bemerkung');
  }
  const fachMangel = kontext.checkZeichnung?.(schritt, c, entscheidung.positiv) ?? null;
  if (fachMangel) return err(fachMangel);

  const dokumentMangel = checkDokumente(lage, c.dokumente) ?? checkSignaturart(lage, schritt, c);
  if (dokumentMangel) return dokumentMangel;
  const haupt = hauptdokumentOf(lage);
  const nachweis = checkSignatur({
    facts,
    angabe: c.signatur,
    datei: c.signatur.art === 'pdf' ? (haupt?.dateiname ?? '') : `Zeichnungssatz „${schritt.bezeichnung}“`,
    vorher: c.signatur.art === 'pdf' ? (haupt?.sha256 ?? null) : null,
    person: facts.akteur,
    zertifikate: v === null ? null : (findPerson(v, facts.akteur)?.zertifikate ?? []),
    regel: niveauregelFor(facts, kontext.dokumentart, lage.tag),
    erwartet: {
      vorgang: facts.vorgang,
      schritt: c.schritt,
      rolle: c.rolle,
      person: facts.akteur,
      entscheidung: c.entscheidung,
      bemerkung: c.bemerkung,
      dokumente: c.dokumente,
    },
  });
  if (!nachweis.ok) return nachweis;

  const person = v === null ? null : findPerson(v, facts.akteur);
  const einheit = v === null || person === null ? null : findEinheit(v, person.einheit);
  const events: UmlaufEvent[] = [];
  if (u.erklaerungPflicht && c.keinInteressenkonflikt && !hasErklaert(lage)) {
    events.push({
      type: 'ErklaerungAbgegeben',
      person: facts.akteur,
      name: nameOf(v, facts.akteur),
      ergebnis: 'keine',
      text: '',
      zeit: facts.geschehenAm,
    });
  }
  events.push({
    type: 'SchrittGezeichnet',
    schritt: schritt.id,
    person: facts.akteur,
    name: nameOf(v, facts.akteur),
    funktion: person?.funktion ?? '',
    einheit: einheit?.name ?? '',
    rolle: c.rolle === '' ? defaultRolle(schritt) : c.rolle,
    wie: befugnis.value.wie,
    fuer: befugnis.value.fuer,
    fuerName: nameOf(v, befugnis.value.fuer),
    entscheidung: entscheidung.code,
    entscheidungText: entscheidung.text,
    positiv: entscheidung.positiv,
    bemerkung: c.bemerkung,
    dokumente: c.dokumente,
    nachweis: nachweis.value,
    zusatz: c.zusatz ?? null,
    geschehenAm: facts.geschehenAm,
  });
  return ok([...events, ...followUp(lage, schritt, entscheidung, events)]);
}

/** A refusal at a step that halts stops the route; anything else lets it go on by itself. */
function followUp(
  lage: Lage,
  schritt: Schritt,
  entscheidung: Entscheidung,
  events: readonly UmlaufEvent[],
): readonly UmlaufEvent[] {
  const zeit = lage.facts.jetzt;
  if (!entscheidung.positiv && schritt.haltBeiAblehnung && lage.u.status === 'laeuft') {
    return [{ type: 'UmlaufAngehalten', schritt: schritt.id, zeit }];
  }
  return advance(
    events.reduce((u, e) => evolveUmlauf(u, e), lage.u),
    zeit,
  );
}

/** Is the step waiting for a decision? If not: what exists already, or which steps are missing before it. */
export function checkAnDerReihe(lage: Lage, schritt: Schritt | null): Mangel {
  if (!schritt) return reject('umlauf.schritt-unbekannt');
  const name = schritt.bezeichnung;
  switch (schritt.status) {
    case 'erledigt': {
      const z = gueltigeZeichnung(schritt);
      return reject('umlauf.schritt-erledigt', {
        schritt: name,
        name: z?.name ?? '–',
        zeit: z ? formatZeitpunkt(z.zeit) : '–',
        entscheidung: z?.entscheidungText ?? '–',
      });
    }
    case 'uebersprungen':
      return reject('umlauf.schritt-uebersprungen', {
        schritt: name,
        grund: schritt.uebersprungen?.grund ?? '–',
      });
    case 'zukuenftig': {
      if (lage.u.status === 'angehalten') return rejectAngehalten(lage);
      const davor = lage.u.schritte.filter((s) => s.gruppe < schritt.gruppe && isOpen(s) && blocks(lage, s));
      return reject('umlauf.reihenfolge', { schritt: name, fehlt: describeSchritte(lage, davor) || '–' });
    }
    case 'aktuell':
      // A halted route takes no further decision but an acknowledgement.
      return lage.u.status === 'angehalten' && schritt.art !== 'Kenntnisnahme'
        ? rejectAngehalten(lage)
        : null;
  }
}

const blocks = (lage: Lage, s: Schritt): boolean =>
  !isGruppeComplete(
    lage.u,
    s.gruppe,
    lage.u.schritte.filter((o) => o.gruppe === s.gruppe),
  ) &&
  (s.art !== 'Kenntnisnahme' || s.pflicht);

function rejectAngehalten(lage: Lage): Mangel {
  const halt = lage.u.angehaltenDurch === null ? null : findSchritt(lage.u, lage.u.angehaltenDurch);
  const z = halt ? gueltigeZeichnung(halt) : null;
  return reject('umlauf.angehalten', {
    schritt: halt?.bezeichnung ?? '–',
    name: z?.name ?? '–',
    zeit: z ? formatZeitpunkt(z.zeit) : '–',
    entscheidung: z?.entscheidungText ?? '–',
  });
}

const rejectEntscheidung = (schritt: Schritt) =>
  reject(
    'umlauf.entscheidung-unbekannt',
    {
      schritt: schritt.bezeichnung,
      moeglich: entscheidungenFor(schritt.art)
        .map((e) => `„${e.text}“`)
        .join(', '),
    },
    'entscheidung',
  );

/** Every document of the Vorgang, and exactly in the version that counts now; names both hashes otherwise. */
function checkDokumente(lage: Lage, gezeigt: readonly Dokumentbezug[]): Mangel {
  const differ = (datei: string, war: string, ist: string) =>
    reject('umlauf.dokument-geaendert', {
      datei,
      gezeigt: war,
      aktuell: ist,
      betroffen: describeBetroffene(lage),
    });
  for (const d of lage.kontext.dokumente) {
    const war = gezeigt.find((g) => g.dokument === d.dokument);
    if (!war) return differ(d.dateiname, 'nicht', formatStand(d));
    if (war.sha256 !== d.sha256 || war.version !== d.version) {
      return differ(d.dateiname, formatStand(war), formatStand(d));
    }
  }
  const weg = gezeigt.find((g) => !lage.kontext.dokumente.some((d) => d.dokument === g.dokument));
  return weg ? differ('entferntes Dokument', formatStand(weg), 'keines') : null;
}

const formatStand = (d: Dokumentbezug | DokumentStand): string => `Fassung ${d.version}, SHA-256 ${d.sha256}`;

/** Signatures that count now and were given on other documents than those in force. */
function describeBetroffene(lage: Lage): string {
  const anders = gueltigeZeichnungen(lage.u).filter(({ zeichnung }) =>
    zeichnung.dokumente.some((d) => {
      const jetzt = lage.kontext.dokumente.find((k) => k.dokument === d.dokument);
      return d.dokument !== lage.kontext.hauptdokument && jetzt?.sha256 !== d.sha256;
    }),
  );
  return (
    anders.map(({ zeichnung: z }) => `${z.name} (${formatZeitpunkt(z.zeit)})`).join(', ') || 'Ihre Zeichnung'
  );
}

function checkSignaturart(lage: Lage, schritt: Schritt, c: SignSchritt): Mangel {
  const haupt = hauptdokumentOf(lage);
  if (c.signatur.art !== schritt.zeichnung) return rejectSignaturart(schritt);
  if (c.signatur.art !== 'pdf') return null;
  return haupt && c.signatur.dokument === haupt.dokument && c.signatur.version === haupt.version + 1
    ? null
    : rejectSignaturart(schritt);
}

const rejectSignaturart = (schritt: Schritt) =>
  reject('umlauf.signatur-fehlt', {
    schritt: schritt.bezeichnung,
    soll: { pdf: 'im PDF', detached: 'mit eigenem Zeichnungssatz', ohne: 'ohne Signatur' }[schritt.zeichnung],
  });

const hauptdokumentOf = (lage: Lage): DokumentStand | null =>
  lage.kontext.dokumente.find((d) => d.dokument === lage.kontext.hauptdokument) ?? null;

const hasErklaert = (lage: Lage): boolean => lage.u.erklaerungen.some((e) => e.person === lage.facts.akteur);

const defaultRolle = (schritt: Schritt): string =>
  schritt.adressat.rolle === undefined ? schritt.bezeichnung : formatRolle(schritt.adressat.rolle);
