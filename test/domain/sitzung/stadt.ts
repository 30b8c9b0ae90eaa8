import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Verzeichnis } from '../../../src/domain/organisation/verzeichnis.ts';
import { evolveGremium } from '../../../src/domain/sitzung/gremium/kind.ts';
import type { Gremium } from '../../../src/domain/sitzung/gremium/schema.ts';
import { kinds } from '../../../src/domain/sitzung/index.ts';
import { gremiendateiSchema } from '../../../src/domain/sitzung/muster.ts';
import type { Rejection } from '../../../src/domain/shared/rejection.ts';
import type { Command, DomainEvent, FactQuery, Facts, Kind } from '../../../src/domain/shared/vorgang.ts';
import { factKey } from '../../../src/domain/shared/vorgang.ts';
import { stammdatendateiSchema } from '../../../src/domain/stammdaten/muster.ts';
import { musterVerzeichnis } from '../../support/organisation.ts';

/** The sample city with its bodies, and a small engine of plain maps that runs commands and reactions. */

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/${path}`, import.meta.url), 'utf8'));

export const gremiendatei = gremiendateiSchema.parse(read('demo/gremien.json'));

export const verzeichnis: Verzeichnis = {
  einheiten: [...musterVerzeichnis.einheiten, ...gremiendatei.einheiten],
  personen: [
    ...musterVerzeichnis.personen,
    ...gremiendatei.personen.map((p) => ({ ...p, zertifikate: [`cert-${p.id}`] })),
  ],
};

const gelesen = new Map<string, ReturnType<typeof stammdatendateiSchema.parse>>();
export function tabelle(name: string) {
  const found = gelesen.get(name) ?? stammdatendateiSchema.parse(read(`stammdaten/${name}.json`));
  gelesen.set(name, found);
  return found;
}

export const gremiumOf = (kuerzel: string): Gremium & { readonly id: string } => {
  const g = gremiendatei.gremien.find((x) => x.kuerzel === kuerzel);
  if (!g) throw new Error(`no body ${kuerzel}`);
  const { id, ...angaben } = g;
  return { ...evolveGremium(null, { type: 'GremiumAngelegt', ...angaben }), id };
};

export const person = (vorname: string, nachname: string): string => {
  const p = verzeichnis.personen.find((x) => x.vorname === vorname && x.nachname === nachname);
  if (!p) throw new Error(`no ${vorname} ${nachname}`);
  return p.id;
};

export const PERSON = {
  ratsbuero: person('Jonas', 'Behrendt'),
  schriftfuehrung: person('Petra', 'Szymanski'),
  leitungRatsbuero: person('Hanna', 'Eickhoff'),
  buergermeisterin: person('Ines', 'Holm'),
  /** her deputy since January 2026 */
  allgemeinerVertreter: person('Carsten', 'Wehmeyer'),
  planung: person('Lukas', 'Hinrichs'),
  a1: person('Ratsmitglied', 'A 1'),
  b1: person('Ratsmitglied', 'B 1'),
  c1: person('Ratsmitglied', 'C 1'),
};

const byArt = new Map(kinds.map((k) => [k.art, k]));

interface Eintrag {
  readonly art: string;
  state: unknown;
  revision: number;
}

/** Vorgaenge in memory. `send` decides, applies and runs the reactions, as the centre does. */
export class Buehne {
  readonly vorgaenge = new Map<string, Eintrag>();
  readonly dokumente = new Map<string, unknown>();
  readonly zaehler = new Map<string, number>();
  /** instead of the sample, for one table */
  readonly tabellen = new Map<string, unknown>();
  readonly events: { art: string; vorgang: string; event: DomainEvent }[] = [];
  jetzt = '2026-11-01T09:00:00.000Z';
  akteur = PERSON.ratsbuero;

  constructor() {
    for (const g of gremiendatei.gremien)
      this.vorgaenge.set(g.id, { art: 'gremium', state: gremiumOf(g.kuerzel), revision: 1 });
  }

  state<S>(id: string): S {
    const e = this.vorgaenge.get(id);
    if (!e) throw new Error(`no Vorgang ${id}`);
    return e.state as S;
  }

  answer(query: FactQuery): unknown {
    switch (query.art) {
      case 'verzeichnis':
        return verzeichnis;
      case 'stammdaten':
        return this.tabellen.get(query.tabelle) ?? tabelle(query.tabelle);
      case 'vorgang':
        return this.vorgaenge.get(query.id)?.state ?? null;
      case 'nummer':
        return this.zaehler.get(query.serie) ?? 1;
      case 'dokument':
        return this.dokumente.get(query.sha256) ?? null;
      case 'merkmal':
        return [...this.vorgaenge].flatMap(([id, e]) => {
          const p = e.art === query.kind ? byArt.get(e.art)?.project(e.state, id) : null;
          return p?.merkmale.includes(query.merkmal)
            ? [{ vorgang: id, nummer: p.nummer, titel: p.titel, felder: p.felder }]
            : [];
        });
      default:
        return [];
    }
  }

  facts(kind: Kind, vorgang: string, command: Command): Facts {
    const state = this.vorgaenge.get(vorgang)?.state ?? null;
    return {
      jetzt: this.jetzt,
      geschehenAm: this.jetzt,
      akteur: this.akteur,
      vorlaeufig: false,
      vorgang,
      basis: this.vorgaenge.get(vorgang)?.revision ?? 0,
      antworten: new Map(kind.needs(state, command).map((q) => [factKey(q), this.answer(q)])),
    };
  }

  /** Runs a command; the rejection, or null. */
  send(art: string, vorgang: string, input: Command & Record<string, unknown>): Rejection | null {
    const kind = byArt.get(art);
    if (!kind) throw new Error(`no kind ${art}`);
    const command = kind.commandSchema.parse(input);
    const eintrag = this.vorgaenge.get(vorgang) ?? { art, state: null, revision: 0 };
    const decided = kind.decide(eintrag.state, command, this.facts(kind, vorgang, command));
    if (!decided.ok) return decided.error;
    for (const raw of decided.value) {
      const event = kind.eventSchema.parse(JSON.parse(JSON.stringify(raw)));
      eintrag.revision += 1;
      const meta = { zeit: this.jetzt, akteur: this.akteur, revision: eintrag.revision };
      eintrag.state = kind.evolve(eintrag.state, event, meta);
      this.vorgaenge.set(vorgang, eintrag);
      this.events.push({ art, vorgang, event });
      const serie = kind.series?.(event);
      if (serie) this.zaehler.set(serie, (this.zaehler.get(serie) ?? 1) + 1);
      for (const r of kind.react?.(event, eintrag.state, vorgang) ?? []) {
        const error = this.send(r.art, r.vorgang, r.command as Command & Record<string, unknown>);
        if (error) throw new Error(`${art}.${event.type} -> ${r.art}.${r.command.type}: ${error.code}`);
      }
    }
    return null;
  }

  /** Runs a command that must succeed. */
  ok(art: string, vorgang: string, command: Command & Record<string, unknown>): void {
    const error = this.send(art, vorgang, command);
    if (error) throw new Error(`${art}.${command.type}: ${error.code} ${JSON.stringify(error.params)}`);
  }

  pdf(name: string, seiten = 3): string {
    const sha256 = hex(name);
    this.dokumente.set(sha256, {
      sha256,
      bytes: 1000,
      mime: 'application/pdf',
      seiten,
      signaturen: [],
      vorgaenger: null,
    });
    return sha256;
  }

  /** A file with one more signature of `wer` on top of `vorher`. */
  signed(name: string, vorher: string, wer: string, niveau = 'qualifiziert', extra: object = {}): string {
    const sha256 = hex(name);
    const alt = this.dokumente.get(vorher) as { signaturen: object[] };
    this.dokumente.set(sha256, {
      sha256,
      bytes: 1200,
      mime: 'application/pdf',
      seiten: 3,
      vorgaenger: vorher,
      signaturen: [
        ...alt.signaturen,
        {
          feld: `Sig${alt.signaturen.length + 1}`,
          art: 'signature',
          person: wer,
          zertifikat: `cert-${wer}`,
          zertifikatName: `CN=${wer}`,
          gueltigVon: '2025-01-01T00:00:00.000Z',
          gueltigBis: '2028-01-01T00:00:00.000Z',
          niveau,
          indication: 'TOTAL_PASSED',
          subIndication: null,
          unversehrt: true,
          aenderungen: 'permitted',
          ...extra,
        },
      ],
    });
    return sha256;
  }
}

export const hex = (name: string): string => createHash('sha256').update(name).digest('hex');
