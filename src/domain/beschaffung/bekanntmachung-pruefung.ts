import { instantFrom, losKnoten } from './bekanntmachung-felder.ts';
import type { Bekanntmachung } from './bekanntmachung.ts';
import type { XmlKnoten } from './xml.ts';
import { findAlle, findText } from './xml.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CPV = /^\d{8}(-\d)?$/;

/**
 * What a notice must have and has not, each by German name and BT number; every occurrence is looked at,
 * not only the first. Empty list: complete enough to import.
 */
export function checkVollstaendig(
  wurzel: XmlKnoten,
  ext: XmlKnoten | null,
  art: Bekanntmachung['art'],
): readonly string[] {
  const fehlt: string[] = [];
  const need = (da: boolean, name: string) => {
    if (!da) fehlt.push(name);
  };
  const notice = findText(wurzel, ['cbc:ID']);
  need(notice !== null && UUID.test(notice), 'Kennung der Bekanntmachung (BT-701)');
  need(findText(wurzel, ['cbc:VersionID']) !== null, 'Fassung der Bekanntmachung (BT-757)');
  const verfahren = findText(wurzel, ['cbc:ContractFolderID']);
  need(verfahren !== null && UUID.test(verfahren), 'Kennung des Verfahrens (BT-04)');
  need(findText(wurzel, ['cbc:NoticeLanguageCode']) !== null, 'Sprache (BT-702)');
  checkOrganisationen(wurzel, ext, need);
  need(findText(wurzel, ['cac:TenderingProcess', 'cbc:ProcedureCode']) !== null, 'Verfahrensart (BT-105)');

  const projekt = findAlle(wurzel, ['cac:ProcurementProject'])[0];
  checkProjekt(projekt, 'Verfahren', 'Procedure', need);
  const lose = losKnoten(wurzel);
  need(lose.length > 0, 'Lose (BT-137)');
  lose.forEach((los, i) => checkLos(los, i, art, need));
  if (art === 'vergabebekanntmachung') checkErgebnis(ext, need);
  return fehlt;
}

type Need = (da: boolean, name: string) => void;

function checkOrganisationen(wurzel: XmlKnoten, ext: XmlKnoten | null, need: Need): void {
  const kaeufer = findText(wurzel, [
    'cac:ContractingParty',
    'cac:Party',
    'cac:PartyIdentification',
    'cbc:ID',
  ]);
  need(kaeufer !== null, 'Auftraggeber (OPT-300)');
  const organisationen = ext ? findAlle(ext, ['efac:Organizations', 'efac:Organization']) : [];
  need(organisationen.length > 0, 'Organisationen (BT-500)');
  organisationen.forEach((o, i) => {
    const wo = `Organisation ${i + 1}`;
    const id = findText(o, ['efac:Company', 'cac:PartyIdentification', 'cbc:ID']);
    need(id !== null, `${wo}: Kennung (OPT-200)`);
    need(findText(o, ['efac:Company', 'cac:PartyName', 'cbc:Name']) !== null, `${wo}: Name (BT-500)`);
  });
  const ids = organisationen.map((o) => findText(o, ['efac:Company', 'cac:PartyIdentification', 'cbc:ID']));
  if (kaeufer !== null && organisationen.length > 0) {
    need(ids.includes(kaeufer), `Name des Auftraggebers ${kaeufer} (BT-500)`);
  }
}

function checkProjekt(projekt: XmlKnoten | undefined, wo: string, ebene: string, need: Need): void {
  const namen = projekt ? findAlle(projekt, ['cbc:Name']) : [];
  need(
    namen.some((n) => n.text !== ''),
    `${wo}: Bezeichnung (BT-21-${ebene})`,
  );
  const sprachen = namen.map((n) => n.attribute['languageID'] ?? '');
  const doppelt = sprachen.find((s, i) => sprachen.indexOf(s) !== i);
  need(
    doppelt === undefined,
    `${wo}: Bezeichnung nur einmal je Sprache (BT-21-${ebene}, doppelt: ${doppelt})`,
  );
  need(
    projekt !== undefined && findText(projekt, ['cbc:Description']) !== null,
    `${wo}: Beschreibung (BT-24-${ebene})`,
  );
  need(
    projekt !== undefined && findText(projekt, ['cbc:ProcurementTypeCode']) !== null,
    `${wo}: Art des Auftrags (BT-23-${ebene})`,
  );
  const cpv = projekt ? findAlle(projekt, ['cac:MainCommodityClassification']) : [];
  const codes = cpv.map((c) => findText(c, ['cbc:ItemClassificationCode']) ?? '');
  need(codes.length > 0 && codes.every((c) => CPV.test(c)), `${wo}: CPV-Code (BT-262-${ebene})`);
}

function checkLos(los: XmlKnoten, i: number, art: Bekanntmachung['art'], need: Need): void {
  const id = findText(los, ['cbc:ID']);
  const wo = id ?? `Los ${i + 1}`;
  need(id !== null, `Los ${i + 1}: Kennung (BT-137)`);
  checkProjekt(findAlle(los, ['cac:ProcurementProject'])[0], wo, 'Lot', need);
  if (art === 'vergabebekanntmachung') return;
  const fristen = [
    ...findAlle(los, ['cac:TenderingProcess', 'cac:TenderSubmissionDeadlinePeriod']),
    ...findAlle(los, ['cac:TenderingProcess', 'cac:ParticipationRequestReceptionPeriod']),
  ];
  const gueltig = fristen.some(
    (f) => instantFrom(findText(f, ['cbc:EndDate']), findText(f, ['cbc:EndTime'])) !== null,
  );
  need(gueltig, `${wo}: Angebots- oder Teilnahmefrist (BT-131, BT-1311)`);
}

function checkErgebnis(ext: XmlKnoten | null, need: Need): void {
  const ergebnisse = ext ? findAlle(ext, ['efac:NoticeResult', 'efac:LotResult']) : [];
  need(ergebnisse.length > 0, 'Ergebnis (BT-142)');
  ergebnisse.forEach((r, i) => {
    need(findText(r, ['cbc:TenderResultCode']) !== null, `Ergebnis ${i + 1}: Ausgang (BT-142)`);
    need(findText(r, ['efac:TenderLot', 'cbc:ID']) !== null, `Ergebnis ${i + 1}: Los (BT-13713)`);
  });
  const teile = [
    ['efac:LotTender', 'Angebot', 'OPT-321'],
    ['efac:SettledContract', 'Vertrag', 'OPT-316'],
    ['efac:TenderingParty', 'Bieter', 'OPT-210'],
  ] as const;
  for (const [element, name, bt] of teile) {
    findAlle(ext ?? { name: '', attribute: {}, text: '', kinder: [] }, [
      'efac:NoticeResult',
      element,
    ]).forEach((k, i) => need(findText(k, ['cbc:ID']) !== null, `${name} ${i + 1}: Kennung (${bt})`));
  }
}
