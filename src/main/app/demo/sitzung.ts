import { demoSitzungen, TABELLE, type Demoquelle, type Gremiendatei } from '../../../domain/sitzung/index.ts';
import type { Command, Tag } from '../../../domain/shared/vorgang.ts';
import { executeCommand } from '../execute.ts';
import { readTabelle } from '../gather.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { printDocument } from '../printing.ts';
import { marked } from '../sitzung/druck.ts';
import type { DemoAct } from './acts.ts';

/** Same council for everybody, so that a demo can be talked about. */
const SEED = 7;

/** A believable stretch of council work: papers in every state, a session held, one invited, one planned. */
export function sitzungActs(workspace: OpenWorkspace, heute: Tag, gremien: Gremiendatei): readonly DemoAct[] {
  const { ctx } = workspace;
  const demo = demoSitzungen(heute, SEED, ctx.newId, {
    gremien,
    verzeichnis: ctx.verzeichnis(),
    tabellen: tabellenOf(workspace),
  });
  // commands name prints that do not exist yet by a placeholder
  const hashes = new Map<string, string>();
  const prints = demo.drucke.map(({ zeit, platzhalter, dateiname, druck }): DemoAct => ({
    zeit,
    run: async () => {
      const model = marked(druck, workspace.demo !== null);
      const printed = await printDocument(workspace, model, dateiname, dateiname);
      if (!printed.ok) throw new Error(`Demo: ${dateiname}: ${printed.error.code}`);
      hashes.set(platzhalter, printed.value.sha256);
    },
  }));
  const commands = demo.befehle.map(({ zeit, art, vorgang, author, command }): DemoAct => ({
    zeit,
    run: () => {
      const baseRevision = ctx.store.read.stand(vorgang)?.revision ?? 0;
      const real = withHashes(command, hashes);
      const done = executeCommand(ctx, author, { art, vorgang, baseRevision, command: real });
      if (!done.ok)
        throw new Error(`Demo: ${command.type}: ${done.error.code} ${JSON.stringify(done.error.params)}`);
    },
  }));
  return [...prints, ...commands];
}

function tabellenOf({ ctx }: OpenWorkspace): Demoquelle['tabellen'] {
  const names = [...Object.values(TABELLE), 'nummernkreise', 'signaturniveau'];
  return new Map(
    names.flatMap((name) => {
      const tabelle = readTabelle(ctx.store, name);
      return tabelle ? [[name, tabelle] as const] : [];
    }),
  );
}

const withHashes = (command: Command, hashes: ReadonlyMap<string, string>): Command =>
  JSON.parse(JSON.stringify(command), (_, value: unknown) =>
    typeof value === 'string' ? (hashes.get(value) ?? value) : value,
  ) as Command;
