import type { OpenLaptop } from './open-laptop.ts';

/** The table of cemetery hours: what tests of the sync change, because every administration has it. */
const tabelle = 'friedhof.zeiten';
export const TABLE = `stammdaten:${tabelle}`;

interface Table {
  readonly fassungen: readonly { readonly quelle: string; readonly inhalt: unknown }[];
}

/** That table at a laptop; the `quelle` of its versions tells entries apart. */
export function hoursAt({ call }: Pick<OpenLaptop, 'call'>) {
  const table = async () => {
    const { state, revision, vorlaeufig } = await call('vorgang.get', { id: TABLE });
    return { revision, vorlaeufig, fassungen: (state as Table).fassungen };
  };
  return {
    table,
    /** one more version, as the newest is */
    enter: async (quelle: string): Promise<void> => {
      const { revision, fassungen } = await table();
      const { inhalt } = fassungen.at(-1)!;
      const command = {
        type: 'setFassung',
        tabelle,
        gueltigAb: '2027-01-01',
        quelle,
        geprueft: false,
        inhalt,
      };
      await call('command.execute', {
        art: 'stammdaten',
        vorgang: TABLE,
        baseRevision: revision,
        command: command as never,
      });
    },
    newest: async (): Promise<string> => (await table()).fassungen.at(-1)!.quelle,
    shown: async () => {
      const { fassungen, vorlaeufig } = await table();
      return { quelle: fassungen.at(-1)!.quelle, vorlaeufig };
    },
  };
}
