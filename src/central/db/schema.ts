import type { Generated, Transaction } from 'kysely';

/**
 * Tables of the central service, the same on SQLite and PostgreSQL. Every key starts with the tenant, so that
 * the data of one city never needs another's and can be moved or sharded by it. JSON and states are text.
 */
export interface CentralDb {
  tenant: { tenant: string; name: string };
  /** the chain: one row an event, `feed` from 1 without a gap */
  record: {
    tenant: string;
    feed: number;
    vorgang: string;
    art: string;
    revision: number;
    type: string;
    v: number;
    zeit: string;
    akteur: string;
    command_id: string;
    commitment: string;
    prev: string;
    hash: string;
    payload: Uint8Array;
    /** name of the chain under which it was sealed, when that is not the tenant: adopted from a single seat */
    siegel: string | null;
  };
  /** chains of single seats that entered this city, ended and kept */
  siegelkette: {
    tenant: string;
    /** hash of its first record */
    kette: string;
    /** what people call the seat, and what stands before its numbers */
    name: string;
    vorsatz: string;
    /** name of the tenant under which it was sealed, record by record */
    siegel: string;
    eintraege: number;
    kopf: string;
    zeit: string;
    /** closing checkpoint, signed by this service */
    note: string;
    /** people and units there -> here (JSON) */
    uebersetzung: string;
    /** 1: every Vorgang that is to enter has entered */
    fertig: number;
    /** since when the contents of what did not enter are destroyed */
    getilgt: string | null;
  };
  /** their records, as `record`; the keys of what has not entered are called `sealedKeyOf` in vorgang_key */
  siegel_record: {
    tenant: string;
    kette: string;
    feed: number;
    vorgang: string;
    art: string;
    revision: number;
    type: string;
    v: number;
    zeit: string;
    akteur: string;
    command_id: string;
    commitment: string;
    prev: string;
    hash: string;
    payload: Uint8Array;
  };
  stand: {
    tenant: string;
    vorgang: string;
    art: string;
    revision: number;
    state_version: number;
    state: string;
    projection: string;
    zuletzt_zeit: string;
    zuletzt_akteur: string;
    ersteller: string;
    /** feed number of its last event: what pull asks for */
    feed: number;
  };
  /** who may read: one row for each scope in `projection.lesbar` */
  stand_scope: { tenant: string; vorgang: string; scope: string };
  merkmal: { tenant: string; art: string; merkmal: string; vorgang: string };
  /** keys of the payloads, apart from them: a table of its own, to be kept in a database and backup of its own */
  vorgang_key: { tenant: string; vorgang: string; key: Uint8Array | null };
  /** who took the evidence of a Vorgang with them */
  nachweis_ausgabe: {
    tenant: string;
    vorgang: string;
    zeit: string;
    person: string;
    device: string;
    /** 1: with contents */
    inhalt: number;
    eintraege: number;
  };
  claim: { tenant: string; ressource: string; von: string; bis: string; vorgang: string };
  serie: { tenant: string; serie: string; zuletzt: number };
  client: {
    tenant: string;
    client_id: string;
    person: string;
    device: string;
    last_seq: number;
    /** last comparison begun: its id, the hash of the scopes it was for, and the comparison before it */
    scopes: string;
  };
  result: {
    tenant: string;
    client_id: string;
    seq: number;
    digest: string;
    result: string;
    vorgang: string | null;
  };
  /** Vorgaenge a client holds or has just been told to drop; kept so that a lost answer is repeated alike */
  held: {
    tenant: string;
    client_id: string;
    vorgang: string;
    /** feed position up to which the client was served when it was told */
    seit: number;
    /** hash of the scopes under which it was told */
    epoch: string;
    /** 1: told to drop it */
    evicted: number;
  };
  device: {
    tenant: string;
    device: string;
    person: string;
    public_key: string;
    enrolled: string;
    revoked: string | null;
    /** what its owner calls it, for the administration to know it again */
    bezeichnung: string | null;
    last_contact: string | null;
    /** why and by whom it was revoked */
    reason: string | null;
    revoked_by: string | null;
  };
  /** Ed25519 private key (JWK) that signs how long a laptop may be used without the service */
  lease_key: { tenant: string; key: string };
  /** which entries of the directory an import looks after: only those it may end */
  directory_source: { tenant: string; vorgang: string; source: string };
  dokument: {
    tenant: string;
    sha256: string;
    bytes: number;
    mime: string;
    fakt: string | null;
    /** since when its bytes are known to be missing or spoilt */
    fehlt_seit: Generated<string | null>;
  };
  /** who has brought a document: may name it without being able to read it yet */
  dokument_besitz: { tenant: string; sha256: string; person: string };
  /** versions that this one was proven to continue by signatures alone */
  dokument_vorgaenger: { tenant: string; sha256: string; vorgaenger: string };
  /** who may sign this version of a document now; kept until `bis` */
  stift: { tenant: string; sha256: string; vorgang: string; person: string; client_id: string; bis: string };
  dokument_ref: { tenant: string; vorgang: string; sha256: string };
  datensatz: {
    tenant: string;
    tabelle: string;
    schluessel: string;
    wert: string;
    gruppe: Generated<string>;
    suche: Generated<string>;
  };
  /** what a device compares: rows of a group, and the hash over all of them */
  datensatz_stand: { tenant: string; tabelle: string; gruppe: string; anzahl: number; hash: string };
  /** from which source the rows of a table were made */
  datensatz_quelle: { tenant: string; tabelle: string; stand: string };
  /** erased for good: who, when, why; `fertig` 0 until files and free pages are clean as well */
  loeschung: {
    tenant: string;
    vorgang: string;
    art: string;
    zeit: string;
    akteur: string;
    grund: string;
    feed: number;
    dokumente: string;
    fertig: number;
  };
  /** up to which record a backup holds this tenant */
  sicherung: { tenant: string; feed: number; zeit: string };
  /** roots of complete subtrees of the Merkle tree from 2^8 leaves on; smaller ones are made from the records */
  merkle_node: { tenant: string; level: number; idx: number; hash: string };
  /** signed checkpoints; `zeitstempel`: token of a time stamp authority over the note (RFC 3161) */
  pruefpunkt: {
    tenant: string;
    groesse: number;
    wurzel: string;
    zeit: string;
    note: string;
    zeitstempel: Uint8Array | null;
  };
  /** other signed notes: keys in use, restores from a backup */
  pruefnotiz: { tenant: string; art: string; zeit: string; note: string };
  /** up to which record waiting tasks have been looked for */
  mail_stelle: { tenant: string; feed: number };
  /** tasks of which a person has been or is to be told; `mail`: with which message */
  mail_aufgabe: { tenant: string; person: string; vorgang: string; aufgabe: string; mail: string | null };
  mail_ausgang: {
    tenant: string;
    mail: string;
    person: string;
    zustand: 'wartet' | 'gesendet' | 'aufgegeben';
    erstellt: string;
    /** not to be tried before */
    faellig: string;
    versuche: number;
  };
  mail_einstellung: {
    tenant: string;
    person: string;
    /** 1: no e-mail at all */
    aus: number;
    /** 1: one e-mail a day */
    taeglich: Generated<number>;
    ruhe_von: string | null;
    ruhe_bis: string | null;
  };
  /** numbers of device proofs used, until their time is over (seconds) */
  nachweis_nummer: { tenant: string; device: string; jti: string; bis: number };
  migration: { name: string; applied: Generated<string> };
}

/** One transaction on the central database. */
export type Tx = Transaction<CentralDb>;
