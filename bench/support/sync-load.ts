import { DEMO_TENANT } from '../../src/central/identity/demo-issuer.ts';
import type { Caller } from '../../src/central/identity/caller.ts';
import type { PushedCommand } from '../../src/contract/sync.ts';
import { readSetupData } from '../../src/main/resources.ts';

/** What officers of the sample city enter: slips with a filled-in form, each then changed four times. */
export const COMMANDS_PER_SLIP = 5;

const WORDS = ['Streusalz', 'Büromöbel', 'Laptops', 'Verbandmaterial', 'Spielgeräte', 'Heizöl', 'Drehleiter'];
const AMOUNT = 100_000;

export interface Officer extends Caller {
  readonly einheit: string;
}

/** Everybody of the sample city who may start a slip for their unit, on a device of their own. */
export function officers(): readonly Officer[] {
  const { personen } = readSetupData().organisation;
  return personen.flatMap((p) => {
    const bereich = p.rollen.find((r) => r.rolle === 'bedarfsstelle')?.bereich ?? '';
    if (!bereich.startsWith('einheit:')) return [];
    const device = `messung-${p.id}`;
    const einheit = bereich.slice('einheit:'.length);
    return [{ tenant: DEMO_TENANT, person: p.id, device, clientId: `${device}:${p.id}`, einheit }];
  });
}

/** Endless commands of one officer, numbered from 1; each slip is created, then changed. */
export function commandsOf(officer: Officer, prefix = officer.clientId) {
  let seq = 0;
  let slip = 0;
  return (count: number): PushedCommand[] => Array.from({ length: count }, next);

  function next(): PushedCommand {
    const step = seq % COMMANDS_PER_SLIP;
    if (step === 0) slip += 1;
    seq += 1;
    return {
      seq,
      id: `${prefix}-${seq}`,
      art: 'laufzettel',
      vorgang: `${prefix}-lz-${String(slip).padStart(7, '0')}`,
      command: step === 0 ? create(officer, slip) : change(step),
      v: 1,
      baseRevision: step,
      hangsOn: null,
      clientTime: new Date().toISOString(),
    };
  }
}

const create = (officer: Officer, n: number): PushedCommand['command'] => ({
  type: 'createLaufzettel',
  jahr: new Date().getFullYear(),
  herkunft: { art: 'formular' },
  angaben: {
    titel: `${WORDS[n % WORDS.length]} für Dienststelle ${n % 97}, Los ${n}`,
    bedarf: `Ersatz nach Ablauf der Nutzungsdauer; ${WORDS[(n * 3) % WORDS.length]} und ${WORDS[(n * 5) % WORDS.length]} sind betroffen.`,
    bedarfsstelle: officer.einheit,
    leistungsart: 'lieferung',
    vergabeart: 'direktauftrag',
    vergabeartBegruendung: 'Wertgrenze eingehalten',
    schaetzung: {
      betragCent: AMOUNT,
      basis: 'netto',
      ustProzent: 19,
      methode: 'Marktabfrage',
      tag: '2026-11-22',
    },
    haushaltsstelle: `1110.${String(1000 + n)}`,
    haushaltsjahr: 2026,
    cpv: [],
  },
});

const change = (step: number): PushedCommand['command'] =>
  step < 4
    ? { type: 'setVermerkPunkt', nummer: 8 + step, zutreffend: false, text: '' }
    : {
        type: 'changeLaufzettel',
        angaben: { lieferant: 'Bürobedarf Muster GmbH', lieferungBis: '2026-12-18' },
      };
