import { readVerzeichnis } from '../../organisation/berechtigung.ts';
import { formatTag, formatZeitpunkt, tagOf } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { Facts, Tag } from '../../shared/vorgang.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { decideUmlauf } from '../../umlauf/decide.ts';
import { beginUmlauf } from '../../umlauf/decide/beginn.ts';
import type { UmlaufKontext } from '../../umlauf/decide/kontext.ts';
import type { Laufwege, Laufwegvorschlag, Merkmale, Merkmalname } from '../../umlauf/laufweg.ts';
import { buildLaufweg } from '../../umlauf/laufweg.ts';
import type { UmlaufCommand } from '../../umlauf/schema.ts';
import { checkMittelbestaetigung } from '../mittel.ts';
import type { LaufzettelEvent, Phase } from '../schema.ts';
import { PHASEN } from '../schema.ts';
import type { Laufzettel } from '../state.ts';
import { currentVersion, umlaufKontext, vermerkDokument } from '../state.ts';
import { findStueckelung } from '../stueckelung.ts';
import { AUFBEWAHRUNG, type Aufbewahrung } from '../../stammdaten/aufbewahrung.ts';
import type { Vergabearten, Wertgrenzen } from '../tabellen.ts';
import { LAUFWEGE, VERGABEARTEN, WERTGRENZEN, tabelleAm } from '../tabellen.ts';
import { aufbewahrungFor, checkVergabeart, checkZeichnungsbefugnis, isOberschwelle } from '../verfahren.ts';
import { PHASEN_NAMEN, requireVermerk } from '../vermerk.ts';
import { bruttoOfSchaetzung, checkSchaetzung, fehlt, nettoOf } from '../wert.ts';
import { requireDatei } from './dokumente.ts';
import type { C, Decision, Mangel } from './entwurf.ts';
import { checkBearbeiter, rejectAbgeschlossen, requireEditable } from './entwurf.ts';

/** Names of the features that the route rules of this Fach look at. */
export const MERKMALNAMEN: Readonly<Record<string, Merkmalname>> = {
  netto: { name: 'Auftragswert netto', format: 'euro' },
  brutto: { name: 'Auftragswert brutto', format: 'euro' },
  leistungsart: {
    name: 'Leistungsart',
    format: 'text',
    werte: { lieferung: 'Lieferung', dienstleistung: 'Dienstleistung', bauleistung: 'Bauleistung' },
  },
  vergabeart: { name: 'Vergabeart', format: 'text' },
  phase: { name: 'Teil', format: 'text', werte: PHASEN_NAMEN },
  bedarfsstelle: { name: 'Bedarfsstelle', format: 'text' },
  foerderung: { name: 'Förderung', format: 'text' },
  oberschwelle: { name: 'EU-Schwellenwert erreicht', format: 'text' },
};

/** Features of a slip for the route rules. In later parts the sum of the award counts where it is known. */
export function merkmaleOf(s: Laufzettel, wertgrenzen: Wertgrenzen | null): Merkmale {
  const a = s.angaben;
  const ergebnis = s.phase === 'bedarf' || a.ergebnis === null ? null : a.ergebnis.nettoCent;
  const netto = ergebnis ?? nettoOf(a) ?? 0;
  const oberschwelle =
    wertgrenzen !== null &&
    a.leistungsart !== null &&
    isOberschwelle(wertgrenzen, a.leistungsart, nettoOf(a) ?? 0);
  return {
    netto,
    brutto: a.schaetzung ? bruttoOfSchaetzung(a.schaetzung) : 0,
    leistungsart: a.leistungsart ?? '',
    vergabeart: a.vergabeart ?? '',
    phase: s.phase,
    bedarfsstelle: a.bedarfsstelle ?? '',
    foerderung: a.foerderung === '' ? 'nein' : 'ja',
    oberschwelle: oberschwelle ? 'ja' : 'nein',
  };
}

/** The route for this slip by the rules of the day; shown before the start and bound by it. */
export function vorschlagLaufweg(
  s: Laufzettel,
  facts: Facts,
  v: Verzeichnis | null,
  tag: Tag,
): Result<Laufwegvorschlag, Rejection> {
  return buildLaufweg({
    tabelle: LAUFWEGE,
    fassung: tabelleAm<Laufwege>(facts, LAUFWEGE, tag),
    merkmale: merkmaleOf(s, tabelleAm<Wertgrenzen>(facts, WERTGRENZEN, tag)?.inhalt ?? null),
    namen: MERKMALNAMEN,
    einheit: s.angaben.bedarfsstelle ?? '',
    verzeichnis: v,
    tag,
  });
}

/** Everything the start asks for, in the order of the form; null: may start. */
export function checkStart(s: Laufzettel, facts: Facts, tag: Tag): Mangel {
  const a = s.angaben;
  const grenzen = tabelleAm<Wertgrenzen>(facts, WERTGRENZEN, tag);
  const arten = tabelleAm<Vergabearten>(facts, VERGABEARTEN, tag);
  const regeln = requireRegeln(facts, tag, [
    [WERTGRENZEN, grenzen],
    [VERGABEARTEN, arten],
  ]);
  if (regeln) return regeln;
  if (a.titel === '') return fehlt('Gegenstand', 'titel');
  if (a.bedarf === '') return fehlt('Bedarf', 'bedarf');
  if (a.bedarfsstelle === null) return fehlt('Bedarfsstelle', 'bedarfsstelle');
  if (a.leistungsart === null) return fehlt('Leistungsart', 'leistungsart');
  const schaetzung = checkSchaetzung(a, tag, grenzen?.inhalt ?? null);
  if (schaetzung) return schaetzung;
  if (a.vergabeart === null) return fehlt('Vergabeart', 'vergabeart');
  if (arten) {
    const vergabeart = checkVergabeart(arten, a.vergabeart, a.leistungsart, nettoOf(a) ?? 0);
    if (vergabeart) return vergabeart;
  }
  if (a.haushaltsstelle === '') return fehlt('Haushaltsstelle', 'haushaltsstelle');
  if (a.haushaltsjahr === null) return fehlt('Haushaltsjahr', 'haushaltsjahr');
  return requireVermerk(s, arten?.inhalt ?? null) ?? checkVermerkDokument(s);
}

/** Final decisions need the tables; only the laptop may go on without them, provisionally. */
function requireRegeln(facts: Facts, tag: Tag, tabellen: readonly (readonly [string, unknown])[]): Mangel {
  if (facts.vorlaeufig) return null;
  const fehlend = tabellen.find(([, fassung]) => fassung === null);
  return fehlend ? reject('beschaffung.regeln-fehlen', { tabelle: fehlend[0], tag: formatTag(tag) }) : null;
}

/** The printed Vermerk must be there and as new as what it prints. */
function checkVermerkDokument(s: Laufzettel): Mangel {
  const dokument = vermerkDokument(s);
  if (!dokument) return reject('beschaffung.vermerk-fehlt', { teil: PHASEN_NAMEN[s.phase] });
  const version = currentVersion(dokument);
  return version.revision < s.inhaltsstand
    ? reject('beschaffung.vermerk-veraltet', {
        datei: version.dateiname,
        zeit: formatZeitpunkt(version.zeit),
      })
    : null;
}

export function startUmlauf(s: Laufzettel, c: C<'startUmlauf'>, facts: Facts): Decision {
  const tag = tagOf(facts.jetzt);
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  if (s.umlauf && (s.umlauf.status === 'laeuft' || s.umlauf.status === 'angehalten')) {
    return reject('umlauf.laeuft-schon', { zeit: formatZeitpunkt(s.umlauf.begonnenAm) });
  }
  const mangel = requireEditable(s) ?? checkBearbeiter(s, facts, v.value) ?? checkStart(s, facts, tag);
  if (mangel) return mangel;
  const vorschlag = vorschlagLaufweg(s, facts, v.value, tag);
  if (!vorschlag.ok) return vorschlag;
  const begonnen = beginUmlauf(s.umlauf, vorschlag.value, c.laufweg, facts, true);
  if (!begonnen.ok) return begonnen;
  const hinweis = findStueckelung(
    s.angaben,
    facts,
    tabelleAm<Vergabearten>(facts, VERGABEARTEN, tag)?.inhalt ?? null,
  );
  if (!hinweis) return begonnen;
  const text = `Mit ${hinweis.aehnliche.join('; ')} zusammen ${hinweis.summe}, „${hinweis.vergabeart}“ bis ${hinweis.grenze}`;
  if (c.stueckelungBegruendung === '') {
    return reject(
      'beschaffung.stueckelung',
      {
        aehnliche: hinweis.aehnliche.join('; '),
        summe: hinweis.summe,
        grenze: hinweis.grenze,
        vergabeart: hinweis.vergabeart,
      },
      'stueckelungBegruendung',
    );
  }
  return ok([
    {
      type: 'HinweisBestaetigt',
      code: 'beschaffung.stueckelung',
      text,
      begruendung: c.stueckelungBegruendung,
    },
    ...begonnen.value,
  ]);
}

/** The context of the route with the checks of this Fach on a decision. */
export function kontextWithChecks(s: Laufzettel, facts: Facts): UmlaufKontext {
  const tag = tagOf(facts.geschehenAm);
  const grenzen = tabelleAm<Wertgrenzen>(facts, WERTGRENZEN, tag)?.inhalt ?? null;
  return {
    ...umlaufKontext(s),
    checkZeichnung: (schritt, command, positiv) => {
      if (!positiv) return null;
      const mangel =
        schritt.art === 'Mittelbestaetigung'
          ? checkMittelbestaetigung(s.angaben, command.zusatz)
          : grenzen
            ? checkZeichnungsbefugnis(grenzen, schritt, Number(merkmaleOf(s, grenzen)['netto'] ?? 0))
            : requireRegeln(facts, tag, [[WERTGRENZEN, grenzen]]);
      return mangel ? mangel.error : null;
    },
  };
}

export function decideUmlaufCommand(s: Laufzettel, c: UmlaufCommand, facts: Facts): Decision {
  if (s.status === 'abgeschlossen' || (s.status === 'zurueckgezogen' && s.umlauf === null)) {
    return rejectAbgeschlossen(s);
  }
  return decideUmlauf(s.umlauf, c, facts, kontextWithChecks(s, facts));
}

/** A further part of the procedure: what was signed stays, a new Vermerk part and a new route follow. */
export function beginTeil(s: Laufzettel, c: C<'beginTeil'>, facts: Facts): Decision {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  if (s.status === 'abgeschlossen' || s.status === 'zurueckgezogen') return rejectAbgeschlossen(s);
  const mangel = checkBearbeiter(s, facts, v.value);
  if (mangel) return mangel;
  const naechste: Phase | undefined = PHASEN[PHASEN.indexOf(s.phase) + 1];
  if (s.status !== 'gezeichnet' || c.phase !== naechste) {
    return reject('beschaffung.teil-reihenfolge', {
      teil: PHASEN_NAMEN[c.phase],
      offen: PHASEN_NAMEN[s.phase],
    });
  }
  return ok([{ type: 'TeilBegonnen', phase: c.phase }]);
}

/** Files the slip: protocol attached, date of retention set. Nothing changes afterwards. */
export function closeLaufzettel(s: Laufzettel, c: C<'closeLaufzettel'>, facts: Facts): Decision {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  if (s.status === 'abgeschlossen' || s.status === 'zurueckgezogen') return rejectAbgeschlossen(s);
  const mangel = checkBearbeiter(s, facts, v.value);
  if (mangel) return mangel;
  if (s.status !== 'gezeichnet') {
    const offen = (s.umlauf?.schritte ?? [])
      .filter((one) => one.status === 'aktuell' || one.status === 'zukuenftig')
      .map((one) => one.bezeichnung);
    return reject('beschaffung.nicht-fertig', { offen: offen.join(', ') || 'der Umlauf' });
  }
  if (s.dokumente.some((d) => d.dokument === c.protokoll.dokument)) {
    return reject('beschaffung.dokument-besteht', { datei: c.protokoll.dateiname, zeit: 'früher' });
  }
  const datei = requireDatei(facts, c.protokoll.sha256, c.protokoll.dateiname);
  if (!datei.ok) return datei;
  const tag = tagOf(facts.jetzt);
  const tabelle = tabelleAm<Aufbewahrung>(facts, AUFBEWAHRUNG, tag)?.inhalt ?? null;
  const { bis, norm } = aufbewahrungFor(tabelle, tag);
  return ok([
    {
      type: 'LaufzettelAbgeschlossen',
      protokoll: c.protokoll,
      ...datei.value,
      aufbewahrenBis: bis,
      aufbewahrungNorm: norm,
    } satisfies LaufzettelEvent,
  ]);
}
