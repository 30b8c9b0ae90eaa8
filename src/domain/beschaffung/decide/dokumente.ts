import { readVerzeichnis } from '../../organisation/berechtigung.ts';
import { formatZeitpunkt } from '../../shared/dates.ts';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import type { Result } from '../../shared/result.ts';
import { ok } from '../../shared/result.ts';
import type { DokumentFakt, FactQuery, Facts, Sha256 } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { checkAufwertung, checkFassung } from '../../umlauf/aufwertung.ts';
import { dokumentQuery } from '../../umlauf/signatur.ts';
import { gueltigeZeichnungen } from '../../umlauf/state.ts';
import type { Laufzettel } from '../state.ts';
import { currentVersion, findDokument, vermerkDokument, vorhandene } from '../state.ts';
import type { C, Decision, Mangel } from './entwurf.ts';
import { checkBearbeiter, requireEditable } from './entwurf.ts';

/** What the events keep of a file: size and pages, as far as they are known here. */
interface Datei {
  readonly bytes: number | null;
  readonly seiten: number | null;
}

export const needsDokument = (sha256: Sha256): readonly FactQuery[] => [dokumentQuery(sha256)];

/** The file must be stored and checked before a command may name it (the centre insists, a laptop may not know). */
export function requireDatei(facts: Facts, sha256: Sha256, name: string): Result<Datei, Rejection> {
  const fact = getFact<DokumentFakt | null>(facts, dokumentQuery(sha256));
  if (fact.bekannt && fact.wert) return ok({ bytes: fact.wert.bytes, seiten: fact.wert.seiten });
  return facts.vorlaeufig && !fact.bekannt
    ? ok({ bytes: null, seiten: null })
    : reject('beschaffung.datei-fehlt', { datei: name });
}

export function attachDokument(s: Laufzettel, c: C<'attachDokument'>, facts: Facts): Decision {
  const mangel = checkAenderbar(s, facts);
  if (mangel) return mangel;
  const schon = s.dokumente.find((d) => d.dokument === c.dokument);
  if (schon) {
    const { dateiname, zeit } = currentVersion(schon);
    return reject('beschaffung.dokument-besteht', { datei: dateiname, zeit: formatZeitpunkt(zeit) });
  }
  if (c.art === 'umlaufprotokoll') return reject('beschaffung.protokoll-nur-abschluss');
  const vermerk = vermerkDokument(s);
  if (c.art === 'vergabevermerk' && vermerk) {
    const { dateiname, zeit } = currentVersion(vermerk);
    return reject('beschaffung.dokument-besteht', { datei: dateiname, zeit: formatZeitpunkt(zeit) });
  }
  const datei = requireDatei(facts, c.sha256, c.dateiname);
  if (!datei.ok) return datei;
  const { dokument, sha256, dateiname, art } = c;
  return ok([
    { type: 'DokumentHinzugefuegt', dokument, sha256, dateiname, art, phase: s.phase, ...datei.value },
  ]);
}

export function replaceDokument(s: Laufzettel, c: C<'replaceDokument'>, facts: Facts): Decision {
  const bestand = findDokument(s, c.dokument);
  const gebunden = bestand ? checkUngebunden(s, c.dokument, c.sha256) : null;
  const mangel = gebunden ?? checkAenderbar(s, facts);
  if (mangel) return mangel;
  if (!bestand) return reject('beschaffung.dokument-unbekannt');
  const jetzt = currentVersion(bestand);
  if (c.previous !== jetzt.sha256 || c.version !== jetzt.version + 1) {
    return reject('beschaffung.fassung-veraltet', {
      datei: jetzt.dateiname,
      gezeigt: c.previous,
      aktuell: `Fassung ${jetzt.version}, ${jetzt.sha256}`,
    });
  }
  const datei = requireDatei(facts, c.sha256, c.dateiname);
  if (!datei.ok) return datei;
  const { type: _, ...angaben } = c;
  return ok([{ type: 'DokumentErsetzt', ...angaben, ...datei.value }]);
}

export function removeDokument(s: Laufzettel, c: C<'removeDokument'>, facts: Facts): Decision {
  const bestand = findDokument(s, c.dokument);
  const gebunden = bestand ? checkUngebunden(s, c.dokument, null) : null;
  const mangel = gebunden ?? checkAenderbar(s, facts);
  if (mangel) return mangel;
  if (!bestand) return reject('beschaffung.dokument-unbekannt');
  return ok([{ type: 'DokumentEntfernt', dokument: c.dokument, grund: c.grund }]);
}

/** The signed file gained proof of its signatures: the content and who signed it stay what they are. */
export function upgradeDokument(s: Laufzettel, c: C<'upgradeDokument'>, facts: Facts): Decision {
  const bestand = vorhandene(s).find((d) => d.versionen.some((v) => v.sha256 === c.vorher));
  if (!bestand) return reject('beschaffung.dokument-unbekannt');
  const { sha256, dateiname } = currentVersion(bestand);
  const mangel = checkFassung(c, sha256, dateiname) ?? checkAufwertung(c, facts, dateiname);
  return mangel ?? ok([{ ...c, type: 'DokumentAufgewertet' }]);
}

function checkAenderbar(s: Laufzettel, facts: Facts): Mangel {
  const v = readVerzeichnis(facts);
  if (!v.ok) return v;
  return requireEditable(s) ?? checkBearbeiter(s, facts, v.value);
}

/**
 * A document that somebody signed on stays: on the way it would make those signatures void (named here with
 * both hashes); a signed part of the Vermerk of an earlier phase stays for good.
 */
function checkUngebunden(s: Laufzettel, dokument: string, neu: Sha256 | null): Mangel {
  const bestand = findDokument(s, dokument);
  if (!bestand) return null;
  const jetzt = currentVersion(bestand);
  const frueher = s.fruehereUmlaeufe
    .filter((f) => f.phase !== s.phase && f.umlauf.status === 'abgeschlossen')
    .map((f) => f.umlauf);
  const laufend = s.umlauf && s.umlauf.status !== 'zurueckgegeben' ? [s.umlauf] : [];
  const betroffen = [...frueher, ...laufend].flatMap((u) =>
    gueltigeZeichnungen(u).filter(
      (g) =>
        g.zeichnung.dokumente.some((d) => d.dokument === dokument) ||
        g.zeichnung.nachweis?.dokument === dokument,
    ),
  );
  if (betroffen.length === 0) return null;
  const namen = betroffen.map((g) => `${g.zeichnung.name} (${formatZeitpunkt(g.zeichnung.zeit)})`);
  return reject('beschaffung.dokument-gezeichnet', {
    datei: jetzt.dateiname,
    alt: jetzt.sha256,
    neu: neu ?? 'entfernt',
    betroffen: [...new Set(namen)].join(', '),
  });
}
