import { z } from 'zod';
import { findPerson } from '../../src/domain/organisation/index.ts';
import { readVerzeichnis, VERZEICHNIS } from '../../src/domain/organisation/berechtigung.ts';
import { reject } from '../../src/domain/shared/rejection.ts';
import { ok } from '../../src/domain/shared/result.ts';
import type { Kind } from '../../src/domain/shared/vorgang.ts';
import { checkSignatur, dokumentQuery } from '../../src/domain/umlauf/signatur.ts';

/** The smallest kind in which a PDF is signed one after the other, by the rules that all kinds share. */
export interface Akte {
  readonly versionen: readonly string[];
}

const commandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('anlegen'), sha256: z.string() }),
  z.object({ type: z.literal('zeichnen'), gezeigt: z.string(), sha256: z.string() }),
]);
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('AkteAngelegt'), sha256: z.string() }),
  z.object({ type: z.literal('AkteGezeichnet'), sha256: z.string() }),
]);

export const akte: Kind<Akte, z.infer<typeof commandSchema>, z.infer<typeof eventSchema>> = {
  art: 'akte',
  bezeichnung: 'Akte',
  stateVersion: 1,
  commandSchema,
  eventSchema,
  needs: (_, command) =>
    command.type === 'anlegen'
      ? [dokumentQuery(command.sha256)]
      : [dokumentQuery(command.gezeigt), dokumentQuery(command.sha256), VERZEICHNIS],
  decide: (state, command, facts) => {
    if (command.type === 'anlegen') return ok([{ type: 'AkteAngelegt' as const, sha256: command.sha256 }]);
    const version = state?.versionen.length ?? 0;
    if (state?.versionen.at(-1) !== command.gezeigt) return reject('akte.andere-fassung', {});
    const verzeichnis = readVerzeichnis(facts);
    if (!verzeichnis.ok) return verzeichnis;
    const checked = checkSignatur({
      facts,
      angabe: { art: 'pdf', dokument: 'akte', version: version + 1, sha256: command.sha256 },
      datei: 'akte.pdf',
      vorher: command.gezeigt,
      person: facts.akteur,
      zertifikate:
        verzeichnis.value === null ? null : (findPerson(verzeichnis.value, facts.akteur)?.zertifikate ?? []),
      regel: { mindestens: 'uebung', unbestimmtErlaubt: [], norm: 'Test' },
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
    return checked.ok ? ok([{ type: 'AkteGezeichnet' as const, sha256: command.sha256 }]) : checked;
  },
  evolve: (state, event) => ({ versionen: [...(state?.versionen ?? []), event.sha256] }),
  project: (s) => ({
    nummer: null,
    titel: 'Akte',
    untertitel: '',
    status: { code: 'laeuft', text: 'läuft', stufe: 'laeuft' },
    faellig: null,
    aufgaben: [],
    termine: [],
    suchtext: '',
    lesbar: ['alle'],
    abgeschlossen: false,
    felder: { versionen: s.versionen.length },
    merkmale: [],
  }),
  documents: (s) => s.versionen,
};
