import { sendLaufzettel } from '../../src/main/app/beschaffung/laufzettel.ts';
import type { Laptop } from './connected-laptop.ts';
import { einheitByKuerzel } from './organisation.ts';

/** One command to a slip, on its newest state there. */
export const executeSlip = (
  laptop: Laptop,
  vorgang: string,
  command: { readonly type: string; readonly [more: string]: unknown },
) =>
  laptop.call('command.execute', {
    art: 'laufzettel',
    vorgang,
    baseRevision: laptop.workspace().ctx.store.read.stand(vorgang)?.revision ?? 0,
    command,
  });

/** A slip at a connected laptop, as its form makes it; `betragCent` null: not estimated yet. Answers its id. */
export async function createSlip(laptop: Laptop, titel: string, betragCent: number | null): Promise<string> {
  const id = await laptop.call('id.new', null);
  const jahr = new Date().getUTCFullYear();
  await executeSlip(laptop, id, {
    type: 'createLaufzettel',
    jahr,
    angaben: {
      titel,
      bedarf: 'Die alten sind defekt.',
      bedarfsstelle: einheitByKuerzel('FD 12').id,
      leistungsart: 'lieferung',
      vergabeart: 'direktauftrag',
      vergabeartBegruendung: 'Wert unter der Grenze',
      schaetzung:
        betragCent === null
          ? null
          : {
              betragCent,
              basis: 'netto',
              ustProzent: 19,
              methode: 'Marktabfrage',
              tag: new Date().toISOString().slice(0, 10),
            },
      haushaltsstelle: '1110.0821',
      haushaltsjahr: jahr,
      auftraggeber: 'Stadt Musterhafen',
    },
  });
  return id;
}

/** A slip with what its rules ask for, on its way; `anlage`: a document behind it. Answers its id. */
export async function sendSlip(
  laptop: Laptop,
  titel: string,
  betragCent: number,
  anlage?: { readonly dateiname: string; readonly bytes: Uint8Array },
): Promise<string> {
  const id = await createSlip(laptop, titel, betragCent);
  if (anlage) {
    const stored = await laptop.app.app.putDocument(anlage.dateiname, anlage.bytes);
    if (!stored.ok) throw new Error(stored.problem.code);
    const dokument = await laptop.call('id.new', null);
    await executeSlip(laptop, id, {
      type: 'attachDokument',
      dokument,
      sha256: stored.value.sha256,
      dateiname: anlage.dateiname,
      art: 'angebot',
    });
  }
  for (const nummer of [6, 7, 9, 10, 11])
    await executeSlip(laptop, id, { type: 'setVermerkPunkt', nummer, zutreffend: false, text: '' });
  const sent = await sendLaufzettel(laptop.workspace(), laptop.person, id);
  if (!sent.ok) throw new Error(sent.error.code);
  return id;
}
