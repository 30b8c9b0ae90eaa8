import { PenLine } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import type { SigningProof } from '../../../contract/signing.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { call } from '../../bridge.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Dialog } from '../../kit/Dialog.tsx';
import { hashGruppen } from '../../kit/format.ts';
import { refreshAll } from '../../shell/query.ts';
import { Erfolg } from '../../umlauf/Erfolg.tsx';
import { useSchluessel } from '../../umlauf/schluessel.ts';
import { Schluesselwahl } from '../../umlauf/Schluesselwahl.tsx';
import { Stiftlage } from '../../umlauf/Stift.tsx';
import { ROLLE } from '../texte.ts';

interface Props {
  readonly view: VorgangView;
  readonly rolle: string;
  /** version on the screen: this one is signed and no other */
  readonly dokument: string;
  readonly worum: readonly string[];
  readonly onClose: () => void;
}

/** Signs minutes or an urgent decision: what, in which capacity, with which key. The verb on the button binds. */
export function UnterschreibenDialog({ view, rolle, dokument, worum, onClose }: Props) {
  const [basis] = useState({ revision: view.revision, gezeigt: dokument });
  const wahl = useSchluessel();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [nachweis, setNachweis] = useState<SigningProof | null>(null);
  const submit = async () => {
    const eingabe = wahl.eingabe();
    if (!eingabe) return;
    setBusy(true);
    setProblem(null);
    const answer = await call('sign.document', {
      vorgang: view.id,
      baseRevision: basis.revision,
      rolle,
      gezeigt: basis.gezeigt,
      ...eingabe,
    });
    setBusy(false);
    wahl.vergessen();
    if (!answer.ok) return setProblem(answer.problem);
    refreshAll();
    setNachweis(answer.value.nachweis);
  };
  const als = ROLLE[rolle] ?? rolle;
  if (nachweis)
    return (
      <Erfolg nachweis={nachweis} titel={`${als}: unterschrieben`} worum={worum[0] ?? ''} onClose={onClose} />
    );
  return (
    <Dialog
      titel={`Unterschreiben als ${als}`}
      onClose={onClose}
      fest={busy}
      fuss={
        <>
          <Button onClick={onClose} disabled={busy}>
            Abbrechen
          </Button>
          <Button art="primary" icon={PenLine} taste="Strg+Enter" busy={busy} onClick={() => void submit()}>
            Verbindlich unterschreiben
          </Button>
        </>
      }
    >
      {problem ? <ErrorBox problem={problem} /> : null}
      <div className="am-summary">
        {worum.map((zeile, i) => (
          <p key={zeile} className={i === 0 ? 'am-strong' : ''}>
            {zeile}
          </p>
        ))}
        <p className="am-muted am-mono am-small">{hashGruppen(basis.gezeigt)}</p>
      </div>
      <Stiftlage vorgang={view.id} />
      <Schluesselwahl wahl={wahl} />
      {busy ? <p role="status">Signatur wird erstellt und geprüft …</p> : null}
    </Dialog>
  );
}
