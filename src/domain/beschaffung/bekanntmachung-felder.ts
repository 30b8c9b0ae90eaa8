import type { Zeitpunkt } from '../shared/vorgang.ts';
import type { Angaben, Schaetzung } from './schema.ts';
import type { XmlKnoten } from './xml.ts';
import { findAlle, findSprachtext, findText } from './xml.ts';

/** Readers of single business terms; each returns null where the notice says nothing. */

const ORGANISATIONEN = ['efac:Organizations', 'efac:Organization', 'efac:Company'] as const;

export const kennungen = (wurzel: XmlKnoten) => ({
  /** BT-701 */
  bekanntmachung: findText(wurzel, ['cbc:ID']) ?? '',
  /** BT-757 */
  version: findText(wurzel, ['cbc:VersionID']) ?? '',
  /** BT-04 */
  verfahren: findText(wurzel, ['cbc:ContractFolderID']) ?? '',
});

/** Lots proper: `LotsGroup` and `Part` use the same element. */
export const losKnoten = (wurzel: XmlKnoten): readonly XmlKnoten[] =>
  findAlle(wurzel, ['cac:ProcurementProjectLot']).filter((los) => {
    const id = findAlle(los, ['cbc:ID'])[0];
    return id === undefined || (id.attribute['schemeName'] ?? 'Lot') === 'Lot';
  });

/** Name of an organisation by its technical id (OPT-200 -> BT-500). */
export function organisationName(ext: XmlKnoten, id: string, sprache: string | null): string | null {
  const firma = findAlle(ext, ORGANISATIONEN).find(
    (c) => findText(c, ['cac:PartyIdentification', 'cbc:ID']) === id,
  );
  return firma ? findSprachtext(firma, ['cac:PartyName', 'cbc:Name'], sprache) : null;
}

/** Buyer: OPT-300 names the organisation, BT-500 its name, BT-513 the town. */
export function buyerName(wurzel: XmlKnoten, ext: XmlKnoten, sprache: string | null): string | null {
  const id = findText(wurzel, ['cac:ContractingParty', 'cac:Party', 'cac:PartyIdentification', 'cbc:ID']);
  if (id === null) return null;
  const name = organisationName(ext, id, sprache);
  const firma = findAlle(ext, ORGANISATIONEN).find(
    (c) => findText(c, ['cac:PartyIdentification', 'cbc:ID']) === id,
  );
  const ort = firma ? findText(firma, ['cac:PostalAddress', 'cbc:CityName']) : null;
  return name === null ? null : [name, ort].filter((t) => t !== null).join(', ');
}

/** Estimated value without VAT (BT-27); only euros are taken over. */
export function estimateOf(projekt: XmlKnoten, hinweise: string[]): Schaetzung | null {
  const cent = betragCent(projekt, 'Geschätzter Auftragswert', 'BT-27-Procedure', hinweise);
  if (cent === null) {
    hinweise.push('Geschätzter Auftragswert (BT-27) fehlt in der Bekanntmachung: bitte eintragen');
    return null;
  }
  hinweise.push('Tag der Schätzung steht nicht in der Bekanntmachung: bitte eintragen');
  return {
    betragCent: cent,
    basis: 'netto',
    ustProzent: 19,
    methode: 'Angabe aus der Bekanntmachung (BT-27)',
    tag: null,
  };
}

function betragCent(projekt: XmlKnoten, name: string, bt: string, hinweise: string[]): number | null {
  const knoten = findAlle(projekt, ['cac:RequestedTenderTotal', 'cbc:EstimatedOverallContractAmount'])[0];
  return knoten ? parseBetrag(knoten, name, bt, hinweise) : null;
}

/** `1234.50` with `currencyID="EUR"` -> 123450; anything else is named and left out. */
function parseBetrag(knoten: XmlKnoten, name: string, bt: string, hinweise: string[]): number | null {
  const waehrung = knoten.attribute['currencyID'] ?? '';
  if (waehrung !== 'EUR') {
    hinweise.push(`${name} (${bt}) ist in ${waehrung || 'unbekannter Währung'} und wurde nicht übernommen`);
    return null;
  }
  const cent = Math.round(Number(knoten.text) * 100);
  if (knoten.text !== '' && Number.isSafeInteger(cent)) return cent;
  hinweise.push(`${name} (${bt}) ist kein Betrag: „${knoten.text}“`);
  return null;
}

export function loseOf(wurzel: XmlKnoten, sprache: string | null, hinweise: string[]): Angaben['lose'] {
  return losKnoten(wurzel).map((los, i) => {
    const id = findText(los, ['cbc:ID']) ?? `Los ${i + 1}`;
    const projekt = findAlle(los, ['cac:ProcurementProject'])[0];
    const wert = projekt ? betragCent(projekt, `Wert von ${id}`, 'BT-27-Lot', hinweise) : null;
    const name = projekt ? findSprachtext(projekt, ['cbc:Name'], sprache) : null;
    return { id, bezeichnung: (name ?? id).slice(0, 500), nettoCent: wert };
  });
}

export interface Bekanntmachungsfrist {
  readonly los: string;
  readonly name: string;
  readonly bt: string;
  readonly zeitpunkt: Zeitpunkt;
}

const FRISTEN = [
  { element: 'cac:TenderSubmissionDeadlinePeriod', name: 'Angebotsfrist', bt: 'BT-131' },
  { element: 'cac:ParticipationRequestReceptionPeriod', name: 'Teilnahmefrist', bt: 'BT-1311' },
] as const;

/** Deadlines of all lots. Day and time carry their own offset and only together make an instant. */
export function fristenOf(wurzel: XmlKnoten): readonly Bekanntmachungsfrist[] {
  return losKnoten(wurzel).flatMap((los) =>
    FRISTEN.flatMap(({ element, name, bt }) => {
      const pfad = ['cac:TenderingProcess', element] as const;
      const zeitpunkt = instantFrom(
        findText(los, [...pfad, 'cbc:EndDate']),
        findText(los, [...pfad, 'cbc:EndTime']),
      );
      return zeitpunkt === null ? [] : [{ los: findText(los, ['cbc:ID']) ?? '', name, bt, zeitpunkt }];
    }),
  );
}

/**
 * `2020-02-04+02:00` and `10:00:00+02:00` -> `2020-02-04T08:00:00.000Z`. Without a time the day ends at
 * midnight of its own offset; without an offset UTC is meant. null: no date.
 */
export function instantFrom(datum: string | null, zeit: string | null): Zeitpunkt | null {
  const d = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?$/.exec(datum ?? '');
  if (!d) return null;
  const z = /^(\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.exec(zeit ?? '23:59:59');
  if (!z) return null;
  const offset = z[2] ?? d[2] ?? 'Z';
  const ms = Date.parse(`${d[1]}T${z[1]}${offset}`);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/**
 * Winner and sum of an award notice, by the chain LotResult -> SettledContract -> LotTender ->
 * TenderingParty -> Tenderer -> Organization. Several winners are listed by name; null: no winner.
 */
export function ergebnisOf(ext: XmlKnoten, sprache: string | null, hinweise: string[]): Angaben['ergebnis'] {
  const result = findAlle(ext, ['efac:NoticeResult'])[0];
  if (!result) return null;
  const byId = (element: string, id: string) =>
    findAlle(result, [element]).find((k) => findText(k, ['cbc:ID']) === id);
  const bieter = new Set<string>();
  let summe = 0;
  for (const los of findAlle(result, ['efac:LotResult'])) {
    const losId = findText(los, ['efac:TenderLot', 'cbc:ID']) ?? 'Los';
    const code = findText(los, ['cbc:TenderResultCode']);
    if (code !== null && code !== 'selec-w') {
      hinweise.push(`${losId}: kein Zuschlag (BT-142: „${code}“)`);
      continue;
    }
    const vertrag = byId('efac:SettledContract', findText(los, ['efac:SettledContract', 'cbc:ID']) ?? '');
    const angebotId = vertrag ? findText(vertrag, ['efac:LotTender', 'cbc:ID']) : null;
    const angebot = byId('efac:LotTender', angebotId ?? '');
    const partei = byId(
      'efac:TenderingParty',
      (angebot && findText(angebot, ['efac:TenderingParty', 'cbc:ID'])) ?? '',
    );
    for (const t of partei ? findAlle(partei, ['efac:Tenderer', 'cbc:ID']) : []) {
      bieter.add(organisationName(ext, t.text, sprache) ?? t.text);
    }
    const betrag = angebot
      ? findAlle(angebot, ['cac:LegalMonetaryTotal', 'cbc:PayableAmount'])[0]
      : undefined;
    if (betrag) summe += parseBetrag(betrag, `Angebotssumme ${losId}`, 'BT-720', hinweise) ?? 0;
  }
  if (bieter.size === 0) return null;
  const gesamt = findAlle(result, ['cbc:TotalAmount'])[0];
  if (summe === 0 && gesamt) summe = parseBetrag(gesamt, 'Gesamtwert', 'BT-161', hinweise) ?? 0;
  if (summe === 0) hinweise.push('Auftragssumme (BT-161, BT-720) fehlt: bitte eintragen');
  return { bieter: [...bieter].join(', ').slice(0, 300), nettoCent: summe };
}
