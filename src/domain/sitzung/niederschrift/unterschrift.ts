import { z } from 'zod';
import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { DokumentFakt, FactQuery, Facts, Sha256 } from '../../shared/vorgang.ts';
import { getFact } from '../../shared/vorgang.ts';
import { findPerson } from '../../organisation/verzeichnis.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import { aufwertungCommandSchema } from '../../umlauf/aufwertung.ts';
import { NIVEAU_NAMEN, reachesNiveau } from '../../umlauf/niveau.ts';
import { checkSignatur } from '../../umlauf/signatur.ts';
import { dokumentQuery } from '../fakten.ts';
import { VERZEICHNIS } from '../rollen.ts';
import type { Niveau, Unterschriftsregel } from '../gremium/schema.ts';
import { zNiveau } from '../gremium/schema.ts';
import { zId, zSha, zZeile, zZeit } from '../grundtypen.ts';

/**
 * A signature on a document of this Fach: electronic, as the validator found it in the file, or on paper,
 * as the office recorded it with the scan. Name and function stand as of then.
 */
export const zUnterschrift = z
  .object({
    rolle: z.enum(['vorsitz', 'schriftfuehrung', 'buergermeister', 'mitglied']),
    person: zId,
    name: z.string(),
    funktion: z.string(),
    am: zZeit,
    /** version of the document that carries this signature */
    dokument: zSha,
    art: z.discriminatedUnion('weg', [
      z.object({
        weg: z.literal('elektronisch'),
        niveau: zNiveau,
        zertifikat: z.string(),
        /** false: recorded without the validator's answer, to be confirmed by the centre */
        geprueft: z.boolean(),
      }),
      z.object({ weg: z.literal('papier'), scan: zSha, erfasstVon: zId, vermerk: zZeile }),
    ]),
  })
  .readonly();
export type Unterschrift = z.infer<typeof zUnterschrift>;
export type Unterschriftsrolle = Unterschrift['rolle'];

/** What follows a signature in the file, or stands in its place: on paper, checked once more, raised to a higher level. */
export const unterschriftCommands = <R extends z.ZodType<Unterschriftsrolle>>(rolle: R) =>
  [
    z.object({
      type: z.literal('recordPapierunterschrift'),
      rolle,
      person: zId,
      scan: zSha,
      vermerk: zZeile,
      am: zZeit,
    }),
    z.object({ type: z.literal('recheckUnterschriften') }),
    aufwertungCommandSchema,
  ] as const;

export const niveauText = (n: Niveau): string => NIVEAU_NAMEN[n];

/** Does a signature reach the level the rule asks for? Paper does where the rule allows paper. */
export const erfuelltNiveau = (u: Unterschrift, niveau: Niveau, papier: boolean): boolean =>
  u.art.weg === 'papier' ? papier : u.art.geprueft && reachesNiveau(u.art.niveau, niveau);

export interface Unterschriftslage {
  /** name of the document for messages, e.g. „Niederschrift“ */
  readonly datei: string;
  /** version that was shown and signed */
  readonly vorgaenger: Sha256;
  /** file with the new signature */
  readonly dokument: Sha256;
  readonly regel: Pick<Unterschriftsregel, 'niveau' | 'norm'>;
}

/** Certificates of the signer in force in the directory; null: not known here. */
function zertifikateOf(facts: Facts): readonly string[] | null {
  const verzeichnis = getFact<Verzeichnis>(facts, VERZEICHNIS);
  return verzeichnis.bekannt ? (findPerson(verzeichnis.wert, facts.akteur)?.zertifikate ?? []) : null;
}

/** An open signature as the validator sees it now; counts only when it passed without reservation. */
export function recheckUnterschrift(u: Unterschrift, fakt: DokumentFakt | null): Unterschrift {
  const s = fakt?.signaturen.find((f) => f.art === 'signature' && f.person === u.person);
  if (u.art.weg === 'papier' || u.art.geprueft || !s) return u;
  const unveraendert = s.aenderungen === 'none' || s.aenderungen === 'permitted';
  const geprueft = s.unversehrt && unveraendert && s.indication === 'TOTAL_PASSED';
  return { ...u, art: { ...u.art, niveau: s.niveau, zertifikat: s.zertifikat, geprueft } };
}

/** Facts that `judgeSignatur` reads; for `needs`. */
export const signaturQueries = (vorgaenger: Sha256, dokument: Sha256): readonly FactQuery[] => [
  dokumentQuery(vorgaenger),
  dokumentQuery(dokument),
];

/**
 * Is the new signature true (exactly one, this person's, over the version shown, older ones unharmed), and
 * of the level asked for? A practice signature is let through as what it is; it never makes a document
 * „unterzeichnet“. So is one whose status is still open: it counts once the centre has checked it.
 *
 * Errors: those of `checkSignatur` in domain/umlauf, and `sitzung.signaturniveau`.
 */
export function judgeSignatur(
  lage: Unterschriftslage,
  facts: Facts,
): Result<Extract<Unterschrift['art'], { weg: 'elektronisch' }>, Rejection> {
  const check = checkSignatur({
    facts,
    angabe: { art: 'pdf', dokument: lage.datei, version: 1, sha256: lage.dokument },
    datei: lage.datei,
    vorher: lage.vorgaenger,
    person: facts.akteur,
    zertifikate: zertifikateOf(facts),
    regel: null,
    // only read for detached records; a signature in the file says what it covers by itself
    erwartet: {
      vorgang: facts.vorgang,
      schritt: '',
      rolle: '',
      person: facts.akteur,
      entscheidung: '',
      bemerkung: '',
      dokumente: [],
    },
  });
  if (!check.ok) return check;
  const n = check.value;
  if (!n || n.subIndication === 'NOT_YET_VALIDATED')
    return ok({ weg: 'elektronisch', niveau: 'uebung', zertifikat: '', geprueft: false });
  const niveau = zNiveau.parse(n.niveau);
  if (niveau !== 'uebung' && !reachesNiveau(niveau, lage.regel.niveau))
    return reject('sitzung.signaturniveau', {
      verlangt: niveauText(lage.regel.niveau),
      vorhanden: niveauText(niveau),
      norm: lage.regel.norm,
    });
  const geprueft = niveau === 'uebung' || n.indication === 'TOTAL_PASSED';
  return ok({ weg: 'elektronisch', niveau, zertifikat: n.zertifikat, geprueft });
}
