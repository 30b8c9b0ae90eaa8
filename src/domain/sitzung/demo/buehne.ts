import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { DruckDokument } from '../../shared/druck.ts';
import type {
  Command,
  FactQuery,
  Facts,
  Kind,
  PersonId,
  Sha256,
  VorgangId,
  Zeitpunkt,
} from '../../shared/vorgang.ts';
import { factKey } from '../../shared/vorgang.ts';
import type { Verzeichnis } from '../../organisation/verzeichnis.ts';
import type { StammdatenTabelle } from '../../stammdaten/tabelle.ts';

/** One command of the demo: who enters what of which Vorgang, and when. */
export interface Demobefehl {
  readonly zeit: Zeitpunkt;
  readonly art: string;
  readonly vorgang: VorgangId;
  readonly author: PersonId;
  readonly command: Command;
}

/**
 * A document that commands of the demo name before it exists: whoever fills the workspace prints it, stores
 * the file and replaces the placeholder by its real hash in all commands that follow.
 */
export interface Demodruck {
  readonly zeit: Zeitpunkt;
  readonly platzhalter: Sha256;
  readonly dateiname: string;
  readonly druck: DruckDokument;
}

export interface Buehne {
  readonly befehle: Demobefehl[];
  readonly drucke: Demodruck[];
  readonly state: <S>(id: VorgangId) => S;
  readonly exists: (id: VorgangId) => boolean;
  readonly facts: (
    kind: Kind,
    vorgang: VorgangId,
    command: Command,
    author: PersonId,
    zeit: Zeitpunkt,
  ) => Facts;
  /** decides and applies through the real kinds; a refusal is a bug of the demo */
  readonly run: (
    zeit: Zeitpunkt,
    author: PersonId,
    art: string,
    vorgang: VorgangId,
    command: Command & Readonly<Record<string, unknown>>,
  ) => void;
  readonly print: (zeit: Zeitpunkt, dateiname: string, druck: DruckDokument) => Sha256;
}

/**
 * A workspace of plain values in which the demo is played through the real rules, so that every command it
 * returns is one that the centre will accept. Numbers count from 1; the real ones are given on entry.
 */
export function createBuehne(
  kinds: readonly Kind[],
  verzeichnis: Verzeichnis,
  tabellen: ReadonlyMap<string, StammdatenTabelle>,
): Buehne {
  const byArt = new Map(kinds.map((k) => [k.art, k]));
  const vorgaenge = new Map<VorgangId, { readonly art: string; state: unknown; revision: number }>();
  const zaehler = new Map<string, number>();
  const befehle: Demobefehl[] = [];
  const drucke: Demodruck[] = [];

  const answer = (q: FactQuery): unknown => {
    switch (q.art) {
      case 'verzeichnis':
        return verzeichnis;
      case 'stammdaten':
        return tabellen.get(q.tabelle) ?? null;
      case 'vorgang':
        return vorgaenge.get(q.id)?.state ?? null;
      case 'nummer':
        return zaehler.get(q.serie) ?? 1;
      case 'dokument':
        return {
          sha256: q.sha256,
          bytes: 1,
          mime: 'application/pdf',
          seiten: 1,
          signaturen: [],
          vorgaenger: null,
        };
      case 'belegung':
      case 'datensatz':
      case 'merkmal':
        return [];
    }
  };
  const facts: Buehne['facts'] = (kind, vorgang, command, author, zeit) => {
    const eintrag = vorgaenge.get(vorgang);
    const queries = kind.needs(eintrag?.state ?? null, command);
    return {
      jetzt: zeit,
      geschehenAm: zeit,
      akteur: author,
      vorlaeufig: false,
      vorgang,
      basis: eintrag?.revision ?? 0,
      antworten: new Map(queries.map((q) => [factKey(q), answer(q)])),
    };
  };
  const apply = (
    zeit: Zeitpunkt,
    author: PersonId,
    art: string,
    vorgang: VorgangId,
    input: Command,
  ): void => {
    const kind = byArt.get(art);
    if (!kind) throw new Error(`no kind ${art}`);
    const command = kind.commandSchema.parse(input);
    const eintrag = vorgaenge.get(vorgang) ?? { art, state: null, revision: 0 };
    const decided = kind.decide(eintrag.state, command, facts(kind, vorgang, command, author, zeit));
    if (!decided.ok) throw new Error(`demo: ${command.type} at ${zeit}: ${JSON.stringify(decided.error)}`);
    for (const event of decided.value) {
      eintrag.revision += 1;
      eintrag.state = kind.evolve(eintrag.state, event, { zeit, akteur: author, revision: eintrag.revision });
      vorgaenge.set(vorgang, eintrag);
      const serie = kind.series?.(event);
      if (serie) zaehler.set(serie, (zaehler.get(serie) ?? 1) + 1);
      for (const r of kind.react?.(event, eintrag.state, vorgang) ?? [])
        apply(zeit, author, r.art, r.vorgang, r.command);
    }
  };
  return {
    befehle,
    drucke,
    facts,
    exists: (id) => vorgaenge.has(id),
    state: <S>(id: VorgangId): S => {
      const found = vorgaenge.get(id);
      if (!found) throw new Error(`demo: no Vorgang ${id}`);
      return found.state as S;
    },
    run: (zeit, author, art, vorgang, command) => {
      apply(zeit, author, art, vorgang, command);
      befehle.push({ zeit, art, vorgang, author, command });
    },
    print: (zeit, dateiname, druck) => {
      const platzhalter = bytesToHex(sha256(utf8ToBytes(`demo:${dateiname}:${JSON.stringify(druck)}`)));
      drucke.push({ zeit, platzhalter, dateiname, druck });
      return platzhalter;
    },
  };
}
