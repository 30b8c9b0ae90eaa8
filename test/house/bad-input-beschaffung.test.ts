import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { allErrors } from '../../src/main/workspace.ts';

/*
 * Bad input of the first piece (steps 1 to 9: house, ledger, store, shells, people, Umlauf, Beschaffung, screens,
 * command line): which refusals answer each case, and which tests prove it. A test that is renamed or removed is
 * noticed here; a code without its text too.
 */

const UMLAUF = 'test/domain/umlauf/umlauf.test.ts';
const LAUFZETTEL = 'test/domain/beschaffung/laufzettel.test.ts';
const FRISTEN = 'test/domain/beschaffung/fristen.test.ts';
const ORGANISATION = 'test/domain/organisation/organisation.test.ts';
const ZEICHNEN = 'test/main/app/zeichnen.int.test.ts';
const DATEIEN = 'test/main/app/dateien.int.test.ts';
const LOESCHEN = 'test/main/app/loeschen.int.test.ts';

interface Fall {
  readonly fall: string;
  readonly codes: readonly string[];
  /** file and words of the title of a test in it */
  readonly beweise: readonly (readonly [file: string, title: string])[];
}

const FAELLE: readonly Fall[] = [
  {
    fall: 'wrong order, parallel group incomplete',
    codes: ['umlauf.reihenfolge'],
    beweise: [
      [UMLAUF, 'a step out of turn names what is missing and who holds it'],
      [UMLAUF, 'an incomplete parallel group names the open step'],
      [ZEICHNEN, 'out of turn, and by somebody who is not asked'],
    ],
  },
  {
    fall: 'wrong role, no authority, limit exceeded',
    codes: ['umlauf.nicht-zustaendig', 'beschaffung.befugnis-ueberschritten'],
    beweise: [
      [UMLAUF, 'not competent: names who is'],
      [LAUFZETTEL, 'a final signature above the limit names the limit and the next authority'],
      [LAUFZETTEL, 'strangers may not start a slip for a unit, nor edit one'],
    ],
  },
  {
    fall: 'self-approval, same person twice, deputy = initiator',
    codes: ['umlauf.eigene-sache', 'umlauf.doppelte-zeichnung', 'umlauf.vertretung-initiator'],
    beweise: [
      [UMLAUF, 'one does not sign one’s own slip, neither oneself nor as deputy'],
      [UMLAUF, 'the same person does not sign twice: names the other signature'],
    ],
  },
  {
    fall: 'deputy period over, or circular; audit office only from there',
    codes: ['umlauf.vertretung-zeitraum', 'organisation.vertretung-kreis', 'umlauf.vertretung-rpa'],
    beweise: [
      [UMLAUF, 'a deputy whose period is over: the dates'],
      [UMLAUF, 'nobody from outside stands in for the audit office'],
      [ORGANISATION, 'deputies in a circle: names the chain with dates'],
    ],
  },
  {
    fall: 'conflict of interest open or declared',
    codes: ['umlauf.erklaerung-offen', 'umlauf.interessenkonflikt', 'umlauf.erklaerung-nach-zeichnung'],
    beweise: [
      [UMLAUF, 'open: asked for; declared: excluded, with replacements named; replaced: goes on'],
      [UMLAUF, 'whoever has signed cannot declare it away'],
      [ZEICHNEN, 'without the declaration on conflicts of interest'],
    ],
  },
  {
    fall: 'document changed after the first signature',
    codes: ['beschaffung.dokument-gezeichnet', 'umlauf.dokument-geaendert'],
    beweise: [
      [
        LAUFZETTEL,
        'nothing changes on the way; after a signature the message names file, hashes and signatures',
      ],
      [UMLAUF, 'another version than the one in force: file, both hashes'],
      [ZEICHNEN, 'after the first signature the file is closed to changes'],
      [ZEICHNEN, 'another version of the document than the one that was shown'],
    ],
  },
  {
    fall: 'certificate expired, not yet valid, revoked, unknown CA, other person; status unknown offline',
    codes: [
      'umlauf.zertifikat-abgelaufen',
      'umlauf.zertifikat-noch-nicht-gueltig',
      'umlauf.zertifikat-gesperrt',
      'umlauf.zertifikat-unbekannter-aussteller',
      'umlauf.signatur-andere-person',
      'umlauf.zertifikat-nicht-eingetragen',
      'umlauf.zertifikat-status-unbekannt',
      'organisation.zertifikat-vergeben',
    ],
    beweise: [
      [ZEICHNEN, 'a certificate that is %s'],
      [ZEICHNEN, 'a certificate that the directory has struck off'],
      [ZEICHNEN, 'a key file that belongs to somebody else already cannot be mine as well'],
      [
        ZEICHNEN,
        'an issuer that is not filed here: refused until the administration files it, then the same key signs',
      ],
      [UMLAUF, 'the level of the house: practice and unknown issuers only where the table allows them'],
      [UMLAUF, 'status unknown offline is accepted as provisional and marked'],
    ],
  },
  {
    fall: 'wrong PIN or passphrase, no key, a key file that is none',
    codes: [
      'token.uebungs-pin-falsch',
      'token.passphrase-falsch',
      'token.datei-beschaedigt',
      'signatur.schluessel-fehlt',
    ],
    beweise: [
      [ZEICHNEN, 'a wrong PIN'],
      [ZEICHNEN, 'no key chosen'],
      [ZEICHNEN, 'a key file with a wrong passphrase, and a file that is none'],
    ],
  },
  {
    fall: 'a signature that is not true: broken, on another file, two at once',
    codes: ['umlauf.signatur-ungueltig', 'umlauf.signatur-andere-fassung', 'umlauf.signatur-anzahl'],
    beweise: [
      [UMLAUF, 'not on the shown version, two signatures at once, an older one broken, no file'],
      [UMLAUF, 'a detached record must say what the command says'],
    ],
  },
  {
    fall: 'budget confirmation missing, lower than the award, wrong year',
    codes: ['beschaffung.mittel-fehlen', 'beschaffung.mittel-zu-niedrig', 'beschaffung.mittel-jahr'],
    beweise: [
      [LAUFZETTEL, 'confirmation: missing, too low with the difference, wrong year, wrong account, exact'],
      [FRISTEN, 'funds: missing, lower than the award, wrong year'],
      [ZEICHNEN, 'funds lower than the estimate: the difference is named'],
    ],
  },
  {
    fall: 'estimate missing, negative, gross, stale; lots do not add up; splitting',
    codes: [
      'beschaffung.schaetzung-fehlt',
      'beschaffung.betrag-negativ',
      'beschaffung.schaetzung-brutto',
      'beschaffung.schaetzung-veraltet',
      'beschaffung.lose-summe',
      'beschaffung.stueckelung',
    ],
    beweise: [
      [LAUFZETTEL, 'estimate: missing, zero, without method or day, from tomorrow, stale'],
      [LAUFZETTEL, 'estimate: negative or gross is refused at once and names the field'],
      [LAUFZETTEL, 'lots that do not add up name the difference'],
      [LAUFZETTEL, 'splitting: similar orders above the limit need a reason, which stays in the record'],
    ],
  },
  {
    fall: 'procedure not allowed at this value',
    codes: ['beschaffung.vergabeart-unzulaessig'],
    beweise: [[LAUFZETTEL, 'procedure not allowed at this value names rule and date']],
  },
  {
    fall: 'periods, opening and award: rules of the later parts, decided already',
    codes: [
      'beschaffung.angebotsfrist-zu-kurz',
      'beschaffung.oeffnung-zu-frueh',
      'beschaffung.oeffnung-zweite-person',
      'beschaffung.zuschlag-wartefrist',
      'beschaffung.zuschlag-entscheidung-fehlt',
    ],
    beweise: [
      [FRISTEN, 'the day of dispatch does not count; too short names the earliest date'],
      [FRISTEN, 'not before the deadline, not alone'],
      [FRISTEN, 'inside the wait: the earliest day'],
      [FRISTEN, 'letters, binding period, decisions, second person'],
    ],
  },
  {
    fall: 'Vermerk item empty',
    codes: ['beschaffung.vermerk-unvollstaendig', 'beschaffung.vermerk-veraltet'],
    beweise: [[LAUFZETTEL, 'Vermerk: missing item, missing PDF, PDF older than what it prints']],
  },
  {
    fall: 'reject or skip without a reason; removing a signed or mandatory step',
    codes: ['umlauf.begruendung-fehlt', 'umlauf.schritt-bleibt', 'umlauf.gezeichnet-bleibt'],
    beweise: [
      [UMLAUF, 'the words follow the step; a refusal needs a reason and halts the route'],
      [UMLAUF, 'mandatory steps stay, signed ones too, and skipping needs a reason'],
    ],
  },
  {
    fall: 'action on a closed case; the same command twice',
    codes: ['umlauf.beendet', 'umlauf.schritt-erledigt', 'beschaffung.abgeschlossen'],
    beweise: [
      [UMLAUF, 'the same decision twice names the existing one'],
      [LAUFZETTEL, 'refuse everything and name the end'],
      [ZEICHNEN, 'the others finish; then nobody signs any more'],
    ],
  },
  {
    fall: 'broken hash chain, clock set back, stale route version',
    codes: ['ledger.uhr-zurueckgestellt', 'umlauf.laufweg-veraltet', 'store.beschaedigt'],
    beweise: [
      ['test/ledger/chain.test.ts', 'notices a changed %s, in any record'],
      ['test/ledger/chain.test.ts', 'notices a record left out, exchanged or put in twice'],
      ['test/ledger/settle.test.ts', 'a clock set back by more than five minutes; less is let pass'],
      [LAUFZETTEL, 'stale route: the version or the steps shown are no longer those in force'],
      ['test/main/app/mappe.int.test.ts', 'says so, opens nothing and touches nothing'],
    ],
  },
  {
    fall: 'deletion before the retention date',
    codes: ['loeschung.vor-ablauf', 'loeschung.frist-unbekannt', 'loeschung.grund-fehlt'],
    beweise: [
      [LOESCHEN, 'before its retention is over the date is named and nothing happens'],
      [FRISTEN, 'deletion before the date of retention names the date'],
    ],
  },
  {
    fall: 'a file that is encrypted, damaged, empty, too large, or no PDF',
    codes: [
      'dokument.verschluesselt',
      'dokument.beschaedigt',
      'dokument.leer',
      'dokument.zu-gross',
      'dokument.kein-pdf',
    ],
    beweise: [
      [DATEIEN, '%s is refused by name and not stored'],
      [DATEIEN, 'more than 200 MB: its size and the limit are named'],
    ],
  },
  {
    fall: 'a notice that is incomplete, a change, or none',
    codes: [
      'beschaffung.bekanntmachung-unvollstaendig',
      'beschaffung.bekanntmachung-aenderung',
      'beschaffung.bekanntmachung-kein-eforms',
    ],
    beweise: [
      [DATEIEN, '%s: says what is missing and imports nothing by halves'],
      [DATEIEN, '%s: a change is not a notice of its own'],
      [DATEIEN, '%s is no notice'],
      [
        'test/domain/beschaffung/bekanntmachung.test.ts',
        'INVALID notices: every missing field by name and number',
      ],
    ],
  },
];

const source = (file: string) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
const texts: Readonly<Record<string, unknown>> = allErrors;

test.each(FAELLE.map((f) => [f.fall, f] as const))('%s', (_fall, { codes, beweise }) => {
  expect(codes.filter((code) => !(code in texts))).toEqual([]);
  expect(beweise.filter(([file, title]) => title === '' || !source(file).includes(title))).toEqual([]);
  // Each code is asked for by name in one of these files (some leave out the room in front of the dot).
  const tests = beweise.map(([file]) => source(file)).join('\n');
  const unproven = codes.filter((code) => !tests.includes(code.slice(code.indexOf('.') + 1)));
  expect(unproven).toEqual([]);
});
