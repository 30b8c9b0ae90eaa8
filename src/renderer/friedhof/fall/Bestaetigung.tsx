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

/** After a release, move or cancellation: the sheet for the undertaker, and whether the crew knows. */
export function Bestaetigung({
  view,
  onClose,
}: {
  readonly view: VorgangView;
  readonly onClose: () => void;
}) {
  const s = view.state as BestattungState;
  const [blatt, setBlatt] = useState<Pick<DocumentInfo, 'sha256' | 'name'> | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = view;
  const { fassung } = s;
  useEffect(() => {
    // A hold has no version yet: its sheet is printed, not kept.
    const antwort =
      fassung === 0
        ? call('print.create', { vorgang: id, form: 'bestaetigung' })
        : call('friedhof.blatt', { vorgang: id, fassung, blatt: 'bestaetigung' });
    void antwort.then((a) => (a.ok ? setBlatt(a.value) : setProblem(a.problem)));
  }, [id, fassung]);
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
      {s.fassung > 0 && !quittiert ? (
        <p className="fh-anrufzeile">
          <PhoneCall size={18} aria-hidden /> {s.einsatz?.kolonneName} hat Fassung {s.fassung} noch nicht
          quittiert. Bei kurzfristigen Änderungen bitte anrufen: {s.einsatz?.kolonneTelefon}
        </p>
      ) : null}
    </BlattDialog>
  );
}
