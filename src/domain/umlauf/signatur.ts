import { formatZeitpunkt } from '../shared/dates.ts';
import type { Rejection } from '../shared/rejection.ts';
import { reject } from '../shared/rejection.ts';
import type { Result } from '../shared/result.ts';
import { ok } from '../shared/result.ts';
import type {
  DokumentFakt,
  FactQuery,
  Facts,
  PersonId,
  Sha256,
  SignaturFakt,
  Zeichnungsaufzeichnung,
} from '../shared/vorgang.ts';
import { getFact } from '../shared/vorgang.ts';
import type { Niveauregel } from './niveau.ts';
import { NIVEAU_NAMEN, reachesNiveau } from './niveau.ts';
import type { Dokumentbezug, Signaturangabe, Signaturnachweis } from './schema.ts';

export const dokumentQuery = (sha256: Sha256): FactQuery => ({ art: 'dokument', sha256 });

export interface Signaturpruefung {
  readonly facts: Facts;
  readonly angabe: Signaturangabe;
  /** file name, for the message */
  readonly datei: string;
  /** version that was signed; null for a detached record */
  readonly vorher: Sha256 | null;
  readonly person: PersonId;
  /** certificates of that person in force in the directory; absent: not known here */
  readonly zertifikate?: readonly string[] | null;
  readonly regel: Niveauregel | null;
  /** what a detached record must say; its time must be the signer's, not after the decision */
  readonly erwartet: Omit<Zeichnungsaufzeichnung, 'format' | 'zeit'>;
}

/**
 * Is the signature true? Exactly one new valid signature, by the person who acts, on exactly the version that
 * was shown, with a certificate valid at the time of signing and of the level the house asks for. What the
 * laptop cannot know it lets pass as provisional; the centre looks again.
 */
export function checkSignatur(p: Signaturpruefung): Result<Signaturnachweis | null, Rejection> {
  if (p.angabe.art === 'ohne') return ok(null);
  const fact = getFact<DokumentFakt | null>(p.facts, dokumentQuery(p.angabe.sha256));
  if (!fact.bekannt) {
    return p.facts.vorlaeufig
      ? ok(unknownNachweis(p.angabe))
      : reject('umlauf.signatur-datei-fehlt', { datei: p.datei });
  }
  if (fact.wert === null) return reject('umlauf.signatur-datei-fehlt', { datei: p.datei });
  const neu = findNewSignature(p, fact.wert);
  if (!neu.ok) return neu;
  const mangel =
    findMangel(neu.value, p) ?? (p.angabe.art === 'detached' ? findAbweichung(fact.wert, p) : null);
  if (mangel) return mangel;
  return ok(toNachweis(p.angabe, p.regel === null ? neu.value : asVouched(neu.value)));
}

/** A certificate says by itself that it is a qualified one; where nobody trusted has issued it, that counts for nothing. */
const asVouched = (s: SignaturFakt): SignaturFakt =>
  s.subIndication === NO_CHAIN && s.niveau === 'qualifiziert' ? { ...s, niveau: 'fortgeschritten' } : s;

const NO_CHAIN = 'NO_CERTIFICATE_CHAIN_FOUND';

function findNewSignature(p: Signaturpruefung, datei: DokumentFakt): Result<SignaturFakt, Rejection> {
  const alle = datei.signaturen.filter((s) => s.art !== 'timestamp');
  if (p.angabe.art === 'detached') {
    const [only, ...rest] = alle;
    return only && rest.length === 0 && only.art === 'detached'
      ? ok(only)
      : reject('umlauf.signatur-anzahl', { datei: p.datei, anzahl: alle.length });
  }
  if (datei.vorgaenger !== p.vorher) {
    return reject('umlauf.signatur-andere-fassung', {
      datei: p.datei,
      gezeigt: p.vorher ?? '–',
      signiert: datei.vorgaenger ?? 'keine bekannte Fassung',
    });
  }
  const alt = p.vorher === null ? null : getFact<DokumentFakt | null>(p.facts, dokumentQuery(p.vorher));
  const frueher = alt?.bekannt && alt.wert ? alt.wert.signaturen.filter((s) => s.art !== 'timestamp') : null;
  if (frueher === null && !p.facts.vorlaeufig) {
    return reject('umlauf.signatur-datei-fehlt', { datei: p.datei });
  }
  const anzahl = frueher === null ? 1 : alle.length - frueher.length;
  const neu = alle.at(-1);
  if (!neu || anzahl !== 1 || frueher?.some((s) => s.feld === neu.feld)) {
    return reject('umlauf.signatur-anzahl', { datei: p.datei, anzahl });
  }
  const verletzt = alle.slice(0, -1).find((s) => !s.unversehrt || s.aenderungen === 'forbidden');
  return verletzt
    ? reject('umlauf.signatur-aeltere-verletzt', { datei: p.datei, name: verletzt.zertifikatName })
    : ok(neu);
}

function findMangel(s: SignaturFakt, p: Signaturpruefung): ReturnType<typeof reject> | null {
  const name = s.zertifikatName;
  const zeit = p.facts.geschehenAm;
  if (
    !s.unversehrt ||
    s.aenderungen === 'forbidden' ||
    (s.art === 'signature' && s.aenderungen === 'unknown')
  ) {
    return reject('umlauf.signatur-ungueltig', { datei: p.datei, grund: s.subIndication ?? 'verändert' });
  }
  if (s.person === null) return reject('umlauf.zertifikat-nicht-eingetragen', { name });
  if (s.person !== p.person) return reject('umlauf.signatur-andere-person', { name });
  // The document was checked earlier; the certificate may have been struck off since.
  if (p.zertifikate && !p.zertifikate.includes(s.zertifikat)) {
    return reject('umlauf.zertifikat-nicht-eingetragen', { name });
  }
  if (zeit < s.gueltigVon) {
    return reject('umlauf.zertifikat-noch-nicht-gueltig', { name, ab: formatZeitpunkt(s.gueltigVon) });
  }
  if (zeit > s.gueltigBis) {
    return reject('umlauf.zertifikat-abgelaufen', { name, bis: formatZeitpunkt(s.gueltigBis) });
  }
  const sub = s.subIndication ?? '';
  if (sub.startsWith('REVOKED')) return reject('umlauf.zertifikat-gesperrt', { name });
  if (s.indication === 'TOTAL_FAILED') {
    return reject('umlauf.signatur-ungueltig', { datei: p.datei, grund: sub || 'ungültig' });
  }
  if (p.regel === null) return null;
  if (s.indication === 'INDETERMINATE' && !p.regel.unbestimmtErlaubt.includes(sub)) {
    if (isStatusUnknown(sub)) {
      return p.facts.vorlaeufig ? null : reject('umlauf.zertifikat-status-unbekannt', { name });
    }
    return sub === NO_CHAIN
      ? reject('umlauf.zertifikat-unbekannter-aussteller', { name, norm: p.regel.norm })
      : reject('umlauf.signatur-unbestimmt', { name, grund: sub || 'ohne Angabe', norm: p.regel.norm });
  }
  const { niveau } = asVouched(s);
  if (!reachesNiveau(niveau, p.regel.mindestens)) {
    return reject('umlauf.signatur-niveau', {
      ist: NIVEAU_NAMEN[niveau],
      soll: NIVEAU_NAMEN[p.regel.mindestens],
      norm: p.regel.norm,
    });
  }
  return null;
}

/** A detached record must say exactly what the command says: it is the record that was signed. */
function findAbweichung(datei: DokumentFakt, p: Signaturpruefung): ReturnType<typeof reject> | null {
  const a = datei.aufzeichnung;
  const abweichend = (was: string) => reject('umlauf.aufzeichnung-abweichend', { datei: p.datei, was });
  if (!a) return abweichend('der Inhalt fehlt');
  const e = p.erwartet;
  if (a.vorgang !== e.vorgang || a.schritt !== e.schritt) return abweichend('anderer Vorgang oder Schritt');
  if (a.person !== e.person || a.rolle !== e.rolle) return abweichend('andere Person oder Rolle');
  if (a.entscheidung !== e.entscheidung || a.bemerkung !== e.bemerkung) {
    return abweichend('andere Entscheidung oder Bemerkung');
  }
  const key = (d: Dokumentbezug) => `${d.dokument}#${d.version}#${d.sha256}`;
  const signiert = new Set(a.dokumente.map(key));
  const gleich = signiert.size === e.dokumente.length && e.dokumente.every((d) => signiert.has(key(d)));
  return gleich ? null : abweichend('andere Dokumente');
}

/** The validator could not reach the issuer; online it will know (ETSI EN 319 102-1). */
const isStatusUnknown = (sub: string): boolean => sub === 'TRY_LATER' || sub === 'REVOCATION_STATUS_UNKNOWN';

const toNachweis = (angabe: Exclude<Signaturangabe, { art: 'ohne' }>, s: SignaturFakt): Signaturnachweis => ({
  art: angabe.art,
  dokument: angabe.art === 'pdf' ? angabe.dokument : null,
  version: angabe.art === 'pdf' ? angabe.version : null,
  sha256: angabe.sha256,
  zertifikat: s.zertifikat,
  zertifikatName: s.zertifikatName,
  niveau: s.niveau,
  indication: s.indication,
  subIndication: s.subIndication,
  vorlaeufig: isStatusUnknown(s.subIndication ?? ''),
});

const unknownNachweis = (angabe: Exclude<Signaturangabe, { art: 'ohne' }>): Signaturnachweis => ({
  art: angabe.art,
  dokument: angabe.art === 'pdf' ? angabe.dokument : null,
  version: angabe.art === 'pdf' ? angabe.version : null,
  sha256: angabe.sha256,
  zertifikat: '',
  zertifikatName: '',
  niveau: 'uebung',
  indication: 'INDETERMINATE',
  subIndication: 'NOT_YET_VALIDATED',
  vorlaeufig: true,
});
