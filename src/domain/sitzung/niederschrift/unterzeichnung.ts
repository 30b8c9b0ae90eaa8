import type { Rejection } from '../../shared/rejection.ts';
import { reject } from '../../shared/rejection.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Facts, Sha256, Zeitpunkt } from '../../shared/vorgang.ts';
import { requireDokument } from '../fakten.ts';
import { nameOf } from '../rollen.ts';
import { judgeSignatur, recheckUnterschrift } from './unterschrift.ts';
import type { Unterschrift, Unterschriftslage, Unterschriftsrolle } from './unterschrift.ts';

/** What minutes and urgent decisions have in common: one PDF that several people sign, one after the other. */
export interface Unterzeichnet {
  /** the newest version: laid before the signers, then each with one signature more */
  readonly dokument: Sha256 | null;
  /** versions replaced by one with later proof */
  readonly fruehereFassungen: readonly Sha256[];
  readonly unterschriften: readonly Unterschrift[];
}

/** A signature in the file is its newest version; one on paper leaves the file as it is. */
export const withUnterschrift = <S extends Unterzeichnet>(s: S, unterschrift: Unterschrift): S => ({
  ...s,
  dokument: unterschrift.art.weg === 'elektronisch' ? unterschrift.dokument : s.dokument,
  unterschriften: [...s.unterschriften, unterschrift],
});

/** The version with later proof takes the place of the one before. */
export const withAufwertung = <S extends Unterzeichnet>(
  s: S,
  event: { readonly dokument: Sha256; readonly vorher: Sha256 },
): S => ({ ...s, dokument: event.dokument, fruehereFassungen: [...s.fruehereFassungen, event.vorher] });

/**
 * The signature of who acts, over the version that was shown.
 * Errors: `sitzung.dokument-geaendert`, and those of `judgeSignatur`.
 */
export function signElektronisch(
  s: Unterzeichnet,
  command: { readonly rolle: Unterschriftsrolle; readonly gezeigt: Sha256; readonly dokument: Sha256 },
  lage: Pick<Unterschriftslage, 'datei' | 'regel'>,
  facts: Facts,
): Result<Unterschrift, Rejection> {
  const { rolle, gezeigt, dokument } = command;
  if (s.dokument !== gezeigt)
    return reject('sitzung.dokument-geaendert', {
      gezeigt: gezeigt.slice(0, 12),
      vorgelegt: s.dokument?.slice(0, 12) ?? '',
    });
  const art = judgeSignatur({ ...lage, vorgaenger: gezeigt, dokument }, facts);
  if (!art.ok) return art;
  const name = nameOf(facts, facts.akteur);
  return ok({ rolle, person: facts.akteur, ...name, am: facts.geschehenAm, dokument, art: art.value });
}

/**
 * A signature given on paper, as whoever acts records it with the scan; that paper is allowed is asked before.
 * Errors: those of `requireDokument`, and `sitzung.eingang-zukuenftig`.
 */
export function signAufPapier(
  s: Unterzeichnet,
  command: {
    readonly rolle: Unterschriftsrolle;
    readonly person: string;
    readonly scan: Sha256;
    readonly am: Zeitpunkt;
    readonly vermerk: string;
  },
  facts: Facts,
): Result<Unterschrift, Rejection> {
  const { rolle, person, scan, am, vermerk } = command;
  const gelesen = requireDokument(facts, scan);
  if (!gelesen.ok) return gelesen;
  if (am > facts.jetzt) return reject('sitzung.eingang-zukuenftig', {}, 'am');
  return ok({
    rolle,
    person,
    ...nameOf(facts, person),
    am,
    dokument: s.dokument ?? scan,
    art: { weg: 'papier', scan, erfasstVon: facts.akteur, vermerk },
  });
}

/** Signatures whose check was open (no network, status unknown), looked at again. */
export function recheckAlle(s: Unterzeichnet, facts: Facts): Result<readonly Unterschrift[], Rejection> {
  if (!s.dokument || s.unterschriften.every((u) => u.art.weg === 'papier' || u.art.geprueft))
    return reject('sitzung.nichts-nachzupruefen');
  const fakt = requireDokument(facts, s.dokument);
  if (!fakt.ok) return fakt;
  return ok(s.unterschriften.map((u) => recheckUnterschrift(u, fakt.value)));
}

/** True if a checked practice certificate is among the signatures: no deed, but the exercise is over. */
export const hasUebung = (alle: readonly Unterschrift[]): boolean =>
  alle.some((u) => u.art.weg === 'elektronisch' && u.art.geprueft && u.art.niveau === 'uebung');

/** Files that signatures stand in or are proved by: the version signed, and the scan of one on paper. */
export const unterschriftDokumente = (alle: readonly Unterschrift[]): readonly Sha256[] =>
  alle.flatMap((u) => [u.dokument, ...(u.art.weg === 'papier' ? [u.art.scan] : [])]);
