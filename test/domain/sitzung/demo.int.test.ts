import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildVerzeichnis, lesbareScopes } from '../../../src/domain/organisation/index.ts';
import type { EinheitState, PersonState } from '../../../src/domain/organisation/index.ts';
import { organisationCommands } from '../../../src/domain/organisation/muster.ts';
import { demoSitzungen } from '../../../src/domain/sitzung/index.ts';
import type { Niederschrift, Sitzung, Vorlage } from '../../../src/domain/sitzung/index.ts';
import { stammdatenCommands } from '../../../src/domain/stammdaten/muster.ts';
import type { Command } from '../../../src/domain/shared/vorgang.ts';
import { ledgerCrypto } from '../../../src/main/crypto/ledger-crypto.ts';
import { executeAll } from '../../../src/main/app/execute.ts';
import type { AppContext } from '../../../src/main/app/context.ts';
import { createDemoClock } from '../../../src/main/app/demo/clock.ts';
import { stammdatenVorgang } from '../../../src/main/app/gather.ts';
import { domainErrors, kinds } from '../../../src/main/faecher.ts';
import { openStore } from '../../../src/main/store/open.ts';
import { newUuidV7 } from '../../../src/main/uuid.ts';
import { musterdatei } from '../../support/organisation.ts';
import { TEST_KEY } from '../../support/workspace.ts';
import { gremiendatei, tabelle, verzeichnis } from './stadt.ts';

const TAG = '2026-11-22';

/** The demo through the real engine on a real encrypted store, as a demo workspace is filled. */
test('the council demo fills a real workspace', () => {
  const dir = mkdtempSync(join(tmpdir(), 'amtsmappe-sitzung-'));
  const opened = openStore({ dir, kinds, crypto: ledgerCrypto, create: true, databaseKey: TEST_KEY });
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  try {
    const clock = createDemoClock('2026-08-01T06:00:00.000Z');
    const ctx: AppContext = {
      store,
      kinds,
      crypto: ledgerCrypto,
      clock,
      newId: () => newUuidV7(),
      tenant: 'einzelplatz',
      device: 'geraet',
      errors: domainErrors,
      verzeichnis: () =>
        buildVerzeichnis(
          store.read.statesOf('person').map((s) => s.state as PersonState),
          store.read.statesOf('einheit').map((s) => s.state as EinheitState),
        ),
      forgetVerzeichnis: () => {},
      changed: () => {},
    };
    const stadt = {
      bezeichnung: musterdatei.bezeichnung,
      einheiten: [...musterdatei.einheiten, ...gremiendatei.einheiten],
      personen: [...musterdatei.personen, ...gremiendatei.personen],
    };
    const people = organisationCommands(stadt).map((c) => ({ ...c, author: c.akteur, baseRevision: null }));
    executeAll(ctx, people);
    const namen = readdirSync(new URL('../../../resources/stammdaten', import.meta.url))
      .map((f) => f.replace('.json', ''))
      .filter((n) => n.startsWith('sitzung.') || n === 'nummernkreise' || n === 'signaturniveau');
    const author = people[0]?.author ?? '';
    for (const name of namen)
      executeAll(
        ctx,
        stammdatenCommands(tabelle(name)).map((command) => ({
          author,
          art: 'stammdaten',
          vorgang: stammdatenVorgang(name),
          baseRevision: null,
          command,
        })),
      );

    const tabellen = new Map(namen.map((n) => [n, tabelle(n) as never]));
    const demo = demoSitzungen(TAG, 7, ctx.newId, { gremien: gremiendatei, verzeichnis, tabellen });
    // what is printed stands in for the real print: its hash takes the place of the placeholder
    const ersatz = new Map(
      demo.drucke.map((d) => {
        const bytes = new TextEncoder().encode(`%PDF-1.7\n% ${d.dateiname}\n${JSON.stringify(d.druck)}`);
        const sha256 = store.blobs.put(bytes, { mime: 'application/pdf', name: d.dateiname });
        store.blobs.saveFakt({
          sha256,
          bytes: bytes.length,
          mime: 'application/pdf',
          seiten: 2,
          signaturen: [],
          vorgaenger: null,
        });
        return [d.platzhalter, sha256];
      }),
    );
    for (const b of demo.befehle) {
      clock.set(b.zeit);
      let text = JSON.stringify(b.command);
      for (const [alt, neu] of ersatz) text = text.replaceAll(alt, neu);
      executeAll(ctx, [
        {
          author: b.author,
          art: b.art,
          vorgang: b.vorgang,
          baseRevision: null,
          command: JSON.parse(text) as Command,
        },
      ]);
    }

    const of = <S>(art: string) => store.read.statesOf(art).map((s) => s.state as S);
    expect(
      of<Sitzung>('sitzung')
        .map((s) => s.phase)
        .toSorted(),
    ).toEqual(['abgeschlossen', 'eingeladen', 'planung']);
    expect(of<Vorlage>('vorlage').map((v) => v.nummer)).toEqual(
      expect.arrayContaining(['VL 1/2026', 'VL 9/2026']),
    );
    expect(of<Niederschrift>('niederschrift')).toHaveLength(1);
    // non-public Vorgaenge are there, and a person of another field reads none of them
    const scopes = new Set(
      lesbareScopes(
        ctx.verzeichnis(),
        verzeichnis.personen.find((p) => p.nachname === 'Nolte')?.id ?? '',
        TAG,
      ),
    );
    const noe = store.read.statesOf('sitzung_nichtoeffentlich');
    expect(noe).toHaveLength(3);
    for (const s of noe) {
      const row = store.read.row(s.vorgang);
      expect(row?.projection.lesbar.some((x) => scopes.has(x))).toBe(false);
    }
  } finally {
    store.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
