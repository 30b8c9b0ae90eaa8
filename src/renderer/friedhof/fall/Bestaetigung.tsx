import { PhoneCall } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { DocumentInfo } from '../../../contract/document.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { BestattungState } from '../../../domain/bestattung/bestattung/state.ts';
import { call } from '../../bridge.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { BlattDialog } from '../teile.tsx';
import { Blattstand, useBlatt } from './blatt.tsx';

/** After a release, move or cancellation: the sheet for the undertaker, and whether the crew knows. */
export function Bestaetigung({
  view,
  onClose,
}: {
  readonly view: VorgangView;
  readonly onClose: () => void;
}) {
  const s = view.state as BestattungState;
  const { id } = view;
  const { fassung } = s;
  const gueltig = useBlatt({ vorgang: id, fassung, blatt: 'bestaetigung' });
  // A hold has no version yet: its sheet is printed, not kept.
  const [vormerkung, setVormerkung] = useState<Pick<DocumentInfo, 'sha256' | 'name'> | null>(null);
  const [abgelehnt, setAbgelehnt] = useState<Problem | null>(null);
  useEffect(() => {
    if (fassung > 0) return;
    void call('print.create', { vorgang: id, form: 'bestaetigung' }).then((a) =>
      a.ok ? setVormerkung(a.value) : setAbgelehnt(a.problem),
    );
  }, [id, fassung]);
  const blatt = fassung > 0 ? gueltig.data : vormerkung;
  const problem = fassung > 0 ? gueltig.problem : abgelehnt;
  const titel = `Bestätigung für ${s.angaben.bestatter.name}, Fassung ${s.fassung}`;
  if (!blatt)
    return (
      <Dialog titel={titel} onClose={onClose}>
        {problem ? <ErrorBox problem={problem} /> : <p aria-busy="true">Die Bestätigung wird erzeugt …</p>}
      </Dialog>
    );
  const quittiert = s.auftrag.quittung?.fassung === s.fassung;
  return (
    <BlattDialog titel={titel} sha256={blatt.sha256} name={blatt.name} onClose={onClose}>
      <Blattstand vorlaeufig={gueltig.data?.vorlaeufig ?? false} />
      {s.fassung > 0 && !quittiert ? (
        <p className="fh-anrufzeile">
          <PhoneCall size={18} aria-hidden /> {s.einsatz?.kolonneName} hat Fassung {s.fassung} noch nicht
          quittiert. Bei kurzfristigen Änderungen bitte anrufen: {s.einsatz?.kolonneTelefon}
        </p>
      ) : null}
    </BlattDialog>
  );
}
