import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { ok } from '../shared/result.ts';
import { formatZeitpunkt } from '../shared/dates.ts';
import { formatEuro } from '../shared/money.ts';
import type { Sha256, Tag } from '../shared/vorgang.ts';
import { checkVollstaendig } from './bekanntmachung-pruefung.ts';
import { buyerName, ergebnisOf, estimateOf, fristenOf, kennungen, loseOf } from './bekanntmachung-felder.ts';
import type { Angaben, Herkunft, Leistungsart } from './schema.ts';
import type { XmlKnoten } from './xml.ts';
import { findAlle, findSprachtext, findText } from './xml.ts';

/** What a notice gives for a new slip, and what the slip still needs. */
export interface Bekanntmachung {
  readonly art: 'auftragsbekanntmachung' | 'vergabebekanntmachung';
  /** in words, for the preview */
  readonly artText: string;
  readonly entwurf: {
    readonly angaben: Partial<Angaben>;
    readonly herkunft: Herkunft;
    readonly jahr: number;
  };
  /** what could not be taken over or must be added, each with its BT number where there is one */
  readonly hinweise: readonly string[];
}

const EXT = [
  'ext:UBLExtensions',
  'ext:UBLExtension',
  'ext:ExtensionContent',
  'efext:EformsExtension',
] as const;

/** Codes of BT-23 and BT-105 (eForms code lists) in our words. */
const LEISTUNGSART: Readonly<Record<string, Leistungsart>> = {
  supplies: 'lieferung',
  services: 'dienstleistung',
  works: 'bauleistung',
};
const VERGABEART: Readonly<Record<string, string>> = {
  open: 'offen',
  restricted: 'nicht-offen',
  'neg-w-call': 'verhandlung',
  'neg-wo-call': 'verhandlung-ohne',
  'comp-dial': 'dialog',
  'oth-single': 'oeffentlich',
};

/**
 * Reads an eForms notice into a draft slip. Nothing is imported by halves: a notice that lacks what every
 * notice must have is refused with the list of what is missing, and a change notice says what it changes.
 * Source: eForms SDK 1.15, field mapping of contract (16) and award notices (29).
 */
export function readBekanntmachung(
  wurzel: XmlKnoten,
  datei: { readonly name: string; readonly sha256: Sha256 | null },
  heute: Tag,
): Result<Bekanntmachung, Rejection> {
  const art = artOf(wurzel);
  if (art === null) {
    return reject('beschaffung.bekanntmachung-kein-eforms', {
      datei: datei.name,
      grund: `„${wurzel.name}“ ist weder Auftrags- noch Vergabebekanntmachung`,
    });
  }
  const ext = findAlle(wurzel, EXT)[0];
  const aenderung = ext ? findAlle(ext, ['efac:Changes'])[0] : undefined;
  if (aenderung) return rejectAenderung(aenderung);
  const fehlt = checkVollstaendig(wurzel, ext ?? null, art);
  if (fehlt.length > 0) {
    return reject('beschaffung.bekanntmachung-unvollstaendig', {
      datei: datei.name,
      anzahl: fehlt.length,
      fehlt: fehlt.join('; '),
    });
  }
  return ok(toEntwurf(wurzel, ext ?? wurzel, art, datei.sha256, heute));
}

function artOf(wurzel: XmlKnoten): Bekanntmachung['art'] | null {
  if (wurzel.name === 'ContractNotice') return 'auftragsbekanntmachung';
  return wurzel.name === 'ContractAwardNotice' ? 'vergabebekanntmachung' : null;
}

function rejectAenderung(aenderung: XmlKnoten) {
  const code = findText(aenderung, ['efac:ChangeReason', 'cbc:ReasonCode']);
  const text = findText(aenderung, ['efac:ChangeReason', 'efbc:ReasonDescription']);
  return reject('beschaffung.bekanntmachung-aenderung', {
    wirkung: code === 'cancel' ? 'hebt auf:' : 'ändert',
    geaendert: findText(aenderung, ['efbc:ChangedNoticeIdentifier']) ?? 'ohne Kennung',
    grund: text ?? code ?? 'nicht angegeben',
  });
}

function toEntwurf(
  wurzel: XmlKnoten,
  ext: XmlKnoten,
  art: Bekanntmachung['art'],
  sha256: Sha256 | null,
  heute: Tag,
): Bekanntmachung {
  const sprache = findText(wurzel, ['cbc:NoticeLanguageCode']);
  const projekt = findAlle(wurzel, ['cac:ProcurementProject'])[0] ?? wurzel;
  const hinweise: string[] = [];
  const lose = loseOf(wurzel, sprache, hinweise);
  const schaetzung = estimateOf(projekt, hinweise);
  const leistung = findText(projekt, ['cbc:ProcurementTypeCode']) ?? '';
  const verfahren = findText(wurzel, ['cac:TenderingProcess', 'cbc:ProcedureCode']) ?? '';
  const leistungsart = LEISTUNGSART[leistung] ?? null;
  const vergabeart = VERGABEART[verfahren] ?? null;
  if (leistungsart === null) hinweise.push(`Leistungsart bitte wählen (BT-23: „${leistung}“)`);
  if (vergabeart === null) hinweise.push(`Vergabeart bitte wählen (BT-105: „${verfahren}“)`);
  hinweise.push(...describeFristen(wurzel));
  const ergebnis = art === 'vergabebekanntmachung' ? ergebnisOf(ext, sprache, hinweise) : null;
  if (ergebnis) {
    hinweise.push(`Ergebnis übernommen: ${ergebnis.bieter}, ${formatEuro(ergebnis.nettoCent)} netto`);
  }
  hinweise.push('Bedarfsstelle, Haushaltsstelle und Haushaltsjahr bitte ergänzen');
  const cpv = [
    findText(projekt, ['cac:MainCommodityClassification', 'cbc:ItemClassificationCode']) ?? '',
    ...findAlle(wurzel, [
      'cac:ProcurementProjectLot',
      'cac:ProcurementProject',
      'cac:MainCommodityClassification',
      'cbc:ItemClassificationCode',
    ]).map((k) => k.text),
  ].filter((c) => c !== '');
  const ids = kennungen(wurzel);
  return {
    art,
    artText: art === 'auftragsbekanntmachung' ? 'Auftragsbekanntmachung' : 'Vergabebekanntmachung',
    entwurf: {
      angaben: {
        titel: oneLine(findSprachtext(projekt, ['cbc:Name'], sprache)).slice(0, 300),
        bedarf: oneLine(findSprachtext(projekt, ['cbc:Description'], sprache)).slice(0, 10_000),
        auftraggeber: buyerName(wurzel, ext, sprache) ?? '',
        leistungsart,
        vergabeart,
        schaetzung,
        // An undivided procedure is written as one lot; for the slip it has none.
        lose: lose.length > 1 ? lose : [],
        cpv: [...new Set(cpv)].slice(0, 50),
        ergebnis,
      },
      herkunft: { art: 'eforms', ...ids, sha256 },
      jahr: Number(heute.slice(0, 4)),
    },
    hinweise,
  };
}

/** Indentation of the file is no part of a text. */
const oneLine = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** Deadlines in local time; lots that share one are named together. */
function describeFristen(wurzel: XmlKnoten): readonly string[] {
  const gruppen = new Map<string, string[]>();
  for (const f of fristenOf(wurzel)) {
    const key = `${f.name}: ${formatZeitpunkt(f.zeitpunkt)} (${f.bt})`;
    gruppen.set(key, [...(gruppen.get(key) ?? []), f.los]);
  }
  return [...gruppen].map(([frist, lose]) => {
    const fuer = lose.length > 3 ? `${lose.length} Lose` : lose.join(', ');
    return `${frist}, ${fuer}`;
  });
}
