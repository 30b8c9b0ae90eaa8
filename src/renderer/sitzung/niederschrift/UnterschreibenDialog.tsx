import { PenLine } from 'lucide-react';
import { useState } from 'react';
import type { SigningProof } from '../../../contract/signing.ts';
import type { VorgangView } from '../../../contract/vorgang.ts';
import { call } from '../../bridge.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { hashGruppen } from '../../kit/format.ts';
import { refreshAll } from '../../shell/query.ts';
import { Erfolg } from '../../umlauf/Erfolg.tsx';
import { useSchluessel, type Schluesseleingabe } from '../../umlauf/schluessel.ts';
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
  const action = useAction();
  const [nachweis, setNachweis] = useState<SigningProof | null>(null);
  const sign = async (eingabe: Schluesseleingabe) => {
    const answer = await call('sign.document', {
      vorgang: view.id,
      baseRevision: basis.revision,
      rolle,
      gezeigt: basis.gezeigt,
      ...eingabe,
    });
    wahl.vergessen();
    return answer;
  };
  const submit = () => {
    const eingabe = wahl.eingabe();
    return action.run(
      () => (eingabe ? sign(eingabe) : null),
      (answer) => {
        refreshAll();
        setNachweis(answer.nachweis);
      },
    );
  };
  const als = ROLLE[rolle] ?? rolle;
  if (nachweis)
    return (
      <Erfolg nachweis={nachweis} titel={`${als}: unterschrieben`} worum={worum[0] ?? ''} onClose={onClose} />
    );
  return (
    <ActionDialog
      titel={`Unterschreiben als ${als}`}
      action={action}
      verb="Verbindlich unterschreiben"
      icon={PenLine}
      bindend
      onAction={() => void submit()}
      onClose={onClose}
    >
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
      {action.busy ? <p role="status">Signatur wird erstellt und geprüft …</p> : null}
    </ActionDialog>
  );
}
