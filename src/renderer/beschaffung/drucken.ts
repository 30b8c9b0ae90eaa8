import type { Answer } from '../../contract/channel.ts';
import type { ExecuteAnswer, VorgangView } from '../../contract/vorgang.ts';
import { currentVersion, vermerkDokument, type Laufzettel } from '../../domain/beschaffung/state.ts';
import { call } from '../bridge.ts';
import { execute, newId } from '../vorgang/execute.ts';
import { FORM } from './texte.ts';

type View = Pick<VorgangView, 'art' | 'id' | 'revision'>;

/** Is there a printed Vermerk as new as what it prints? */
export function vermerkStand(s: Laufzettel): 'fehlt' | 'veraltet' | 'aktuell' {
  const d = vermerkDokument(s);
  if (!d) return 'fehlt';
  return currentVersion(d).revision < s.inhaltsstand ? 'veraltet' : 'aktuell';
}

/** Prints the Vermerk of the current part and puts it into the slip, as a new document or a new version. */
export async function printVermerk(view: View, s: Laufzettel): Promise<Answer<ExecuteAnswer>> {
  const printed = await call('print.create', { vorgang: view.id, form: FORM.vermerk });
  if (!printed.ok) return printed;
  const { sha256, name } = printed.value;
  const bestand = vermerkDokument(s);
  if (bestand) {
    const jetzt = currentVersion(bestand);
    return execute(view, {
      type: 'replaceDokument',
      dokument: bestand.dokument,
      version: jetzt.version + 1,
      sha256,
      previous: jetzt.sha256,
      dateiname: name,
      grund: 'Angaben geändert',
    } as never);
  }
  const dokument = await newId();
  if (typeof dokument !== 'string') return { ok: false, problem: dokument };
  return execute(view, {
    type: 'attachDokument',
    dokument,
    sha256,
    dateiname: name,
    art: 'vergabevermerk',
  } as never);
}

/** Closes the slip: the protocol of the whole circulation is printed and filed with it. */
export async function closeWithProtokoll(view: View): Promise<Answer<ExecuteAnswer>> {
  const printed = await call('print.create', { vorgang: view.id, form: FORM.protokoll });
  if (!printed.ok) return printed;
  const dokument = await newId();
  if (typeof dokument !== 'string') return { ok: false, problem: dokument };
  const { sha256, name } = printed.value;
  return execute(view, {
    type: 'closeLaufzettel',
    protokoll: { dokument, sha256, dateiname: name },
  } as never);
}
