import type { CentralDatabase } from '../../central/db/open.ts';
import { ledgerCrypto } from '../../main/crypto/ledger-crypto.ts';
import { EX_OK } from '../arguments.ts';
import type { CliIo } from '../io.ts';
import { writeVorgang, type VorgangWish } from './write-vorgang.ts';

const EX_UNREADABLE = 3;

const NOT_WRITTEN = {
  unknown_city: 'Diese Stadt gibt es dort nicht.',
  unknown_vorgang: 'Diesen Vorgang gibt es in der Stadt nicht.',
  no_checkpoint:
    'Diese Stadt hat noch keinen Prüfpunkt: der Dienst unterschreibt den ersten nach wenigen Minuten.',
};

/** Writes the evidence of one Vorgang and says what is in it; answers the exit status. */
export async function exportVorgang(
  database: CentralDatabase,
  wish: Omit<VorgangWish, 'now'>,
  io: CliIo,
): Promise<number> {
  const written = await writeVorgang(database, ledgerCrypto, { ...wish, now: new Date().toISOString() });
  if (written.outcome !== 'written') {
    io.err(`${NOT_WRITTEN[written.outcome]}\n`);
    return EX_UNREADABLE;
  }
  const { eintraege, offen, gestempelt } = written;
  const anzahl = eintraege === 1 ? '1 Eintrag' : `${eintraege} Einträge`;
  io.out(`${anzahl} mit Beweis in ${wish.file}, ${gestempelt} davon mit Zeitstempel\n`);
  if (offen > 0) io.err(`Noch nicht von einem Prüfpunkt gedeckt, darum nicht darin: ${offen}\n`);
  return EX_OK;
}
