import type { LineOf } from '../../contract/evidence-file.ts';
import {
  ADOPTED,
  ERASED,
  fromBase64,
  fromHex,
  headerHash,
  isDisclosed,
  leafHash,
  verifyInclusion,
  type LedgerCrypto,
  type LedgerHeader,
} from '../../ledger/index.ts';
import { formatPublicKey } from '../public-key.ts';
import { keysOf, readCheckpoint, toRow, type Add, type ReadCheckpoint, type Trust } from './check-log.ts';
import type { AuditCheckpoint, AuditFinding, AuditResult, AuditSource } from './types.ts';
import type { VorgangFile } from './vorgang-file.ts';

/**
 * Checks the evidence of one Vorgang without the rest of the log: every record is what its hash says, follows the one
 * before, and lies in the tree that a signed checkpoint names. What is not in the file cannot be missed at its end:
 * a later record of this Vorgang is seen only in a later file.
 */
export function checkVorgang(file: VorgangFile, crypto: LedgerCrypto, trust: Trust): AuditResult {
  const { kopf, records, checkpoints } = file;
  const findings: AuditFinding[] = [];
  const add: Add = (art, stelle, text) => void findings.push({ art, stelle, text });
  const source = sourceOf(file);
  const keys = keysOf(source, crypto, trust, add);
  const read = (c: AuditCheckpoint) => readCheckpoint(c, source, crypto, keys, add);
  const said = checkpoints.flatMap(({ note, zeitstempel }) =>
    read({
      note,
      zeitstempel: zeitstempel === null ? null : (fromBase64(zeitstempel) ?? new Uint8Array(0)),
    }),
  );
  const kept = trust.kept.flatMap((note) => read({ note, zeitstempel: null }));

  // A single seat bears witness to itself alone; where a key or checkpoint is known, that is not enough.
  const alone =
    kopf.einzelplatz === true && checkpoints.length === 0 && trust.key === null && kept.length === 0;
  let last: LedgerHeader | null = null;
  let nutzdaten = 0;
  for (const line of records) {
    const header = headerOf(line, kopf.tenant);
    checkRecord(header, last, kopf.vorgang, crypto, add);
    if (!alone) checkProofs(header, file, said, kept, crypto, add);
    if (checkContent(line, header, crypto, add)) nutzdaten += 1;
    last = header;
  }
  if (records.length !== kopf.eintraege || file.ende !== kopf.eintraege)
    add(
      'abgeschnitten',
      `nach Eintrag ${last?.feed ?? 0}`,
      `Angekündigt sind ${kopf.eintraege} Einträge, vorhanden ${records.length}.`,
    );
  const sizes = new Set(said.map((c) => c.said.size));
  const strange = kept.filter((c) => !sizes.has(c.said.size));
  const pruefpunkte = said.map(toRow).sort((a, b) => a.groesse - b.groesse);
  return {
    tenant: kopf.tenant,
    vorgang: kopf.vorgang,
    eintraege: records.length,
    geloescht: records.some((r) => r.type === ERASED) ? 1 : 0,
    nutzdaten,
    kopf: last?.hash ?? '',
    wurzel: '',
    pruefpunkte,
    schluessel: keys.at(-1) ? formatPublicKey(keys.at(-1)!) : null,
    wiederherstellungen: [],
    befunde: findings,
    hinweise: [
      ...strange.map(
        ({ said: { size } }) =>
          `Der aufgehobene Prüfpunkt ${size} ist nicht in dieser Datei: nicht verglichen.`,
      ),
      ...(alone
        ? [
            'Aus der Mappe eines Einzelplatzes: kein Prüfpunkt bezeugt sie. Geprüft ist, ob die Einträge zueinander und zu ihrem Inhalt passen.',
          ]
        : hintsOf(file, trust)),
    ],
  };
}

/** What the checks of keys and checkpoints want to know of a log. */
const sourceOf = ({ kopf, keyNotes }: VorgangFile): AuditSource => ({
  tenant: kopf.tenant,
  records: (async function* () {})(),
  checkpoints: [],
  keyNotes,
  restoreNotes: [],
  referredTo: 0,
  copy: false,
  koepfe: null,
});

const headerOf = ({ siegel, ...r }: LineOf<'eintrag'>, tenant: string): LedgerHeader => ({
  tenant: siegel ?? tenant,
  feed: r.feed,
  vorgang: r.vorgang,
  art: r.art,
  revision: r.revision,
  type: r.type,
  v: r.v,
  zeit: r.zeit,
  akteur: r.akteur,
  commandId: r.commandId,
  commitment: r.commitment,
  prev: r.prev,
  hash: r.hash,
});

function checkRecord(
  header: LedgerHeader,
  before: LedgerHeader | null,
  vorgang: string,
  crypto: LedgerCrypto,
  add: Add,
): void {
  const stelle = `Eintrag ${header.feed}`;
  // One that came from a sealed chain begins here; what was before, its first record says.
  const came = before === null && header.type === ADOPTED;
  const earlier = came ? header.revision - 1 : (before?.revision ?? 0);
  if (headerHash(crypto, header) !== header.hash) add('inhalt', stelle, 'Der Eintrag wurde verändert.');
  if (header.vorgang !== vorgang) add('inhalt', stelle, 'Der Eintrag gehört zu einem anderen Vorgang.');
  if (header.feed <= (before?.feed ?? 0)) add('reihenfolge', stelle, 'Der Eintrag steht an falscher Stelle.');
  else if (header.revision !== earlier + 1)
    add('fehlt', stelle, `Zwischen Fassung ${earlier} und ${header.revision} fehlt etwas.`);
}

/** Each record lies in the newest checkpoint of the file; every other proof that is given must hold as well. */
function checkProofs(
  { feed, hash }: LedgerHeader,
  { proofs }: VorgangFile,
  checkpoints: readonly ReadCheckpoint[],
  kept: readonly ReadCheckpoint[],
  { sha256 }: LedgerCrypto,
  add: Add,
): void {
  const stelle = `Eintrag ${feed}`;
  const given = proofs.filter((p) => p.feed === feed);
  const newest = Math.max(0, ...checkpoints.map((c) => c.said.size));
  if (!given.some((p) => p.groesse === newest))
    add('beweis', stelle, 'Kein gültiger Prüfpunkt bezeugt diesen Eintrag.');
  for (const { groesse, pfad } of given) {
    const named = checkpoints.filter((c) => c.said.size === groesse);
    if (named.length === 0)
      add('beweis', stelle, `Der Prüfpunkt ${groesse} zu seinem Beweis fehlt oder gilt nicht.`);
    const leaf = leafHash(sha256, fromHex(hash));
    const path = pfad.map(fromHex);
    const claimed = [...named, ...kept.filter((c) => c.said.size === groesse)];
    if (claimed.some((c) => !verifyInclusion(sha256, leaf, feed - 1, groesse, path, c.said.root)))
      add('beweis', stelle, `Der Beweis führt nicht zum Prüfpunkt ${groesse}.`);
  }
}

/** True: the content is here and is what the record commits to. */
function checkContent(
  { inhalt, salz, geleert }: LineOf<'eintrag'>,
  header: LedgerHeader,
  crypto: LedgerCrypto,
  add: Add,
): boolean {
  if (inhalt === null && salz === null) return false;
  if (!geleert && inhalt !== null && salz !== null && isDisclosed(crypto, header, { inhalt, salz }))
    return true;
  add('nutzdaten', `Eintrag ${header.feed}`, 'Der Inhalt ist nicht der, den der Eintrag zusagt.');
  return false;
}

function hintsOf({ kopf, records, checkpoints }: VorgangFile, trust: Trust): readonly string[] {
  const hints: string[] = [];
  if (kopf.offen > 0)
    hints.push(
      `Bei der Ausgabe am ${kopf.erstellt} deckte ${kopf.offen} weitere Einträge noch kein Prüfpunkt.`,
    );
  if (records.every((r) => r.inhalt === null)) hints.push('Inhalte sind nicht dabei, nur ihre Zusagen.');
  if (checkpoints.every((c) => c.zeitstempel === null)) hints.push('Kein Prüfpunkt trägt einen Zeitstempel.');
  if (trust.key === null)
    hints.push('Der Schlüssel stammt aus dem Geprüften selbst; mit --key gilt nur der bekannte.');
  return hints;
}
