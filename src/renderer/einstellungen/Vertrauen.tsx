import { Landmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { TrustAnchor } from '../../contract/trust.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { IconButton } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { hashGruppen, tagLang, zeitLang } from '../kit/format.ts';
import { Panel } from '../kit/Layout.tsx';
import { ListPanel } from '../kit/ListPanel.tsx';
import { toast } from '../kit/toasts.ts';
import { uploadDocument } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import type { AbschnittProps } from './Einstellungen.tsx';
import { Listen } from './Vertrauenslisten.tsx';
import { Stufe } from './Signaturstufe.tsx';

const isCertificate = (file: File): boolean => /\.(pem|crt|cer|der)$/i.test(file.name);

const KEIN_ZERTIFIKAT: Problem = {
  code: 'vertrauen.ordner-leer',
  params: {},
  heading: 'Kein Zertifikat gefunden',
  cause: 'Unter den Dateien ist keine mit der Endung .pem, .crt, .cer oder .der.',
  next: 'Wählen Sie die Stammzertifikate oder den Ordner, in dem sie liegen.',
};

/** Issuers of certificates that count here. Without one, no signature of a real key can be „Gültig“. */
export function Vertrauen({ app }: AbschnittProps) {
  const liste = useQuery('trust.list', null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [weg, setWeg] = useState<TrustAnchor | null>(null);
  const darf = app.person?.rollen.includes('systemverwaltung') ?? false;
  const add = async (files: readonly File[]) => {
    setProblem(null);
    const namen: string[] = [];
    for (const file of files.filter(isCertificate)) {
      const stored = await uploadDocument(file, () => {}).answer;
      const answer = stored.ok ? await call('trust.add', { upload: stored.value.sha256 }) : stored;
      if (answer.ok) namen.push(...answer.value.map((a) => a.name));
      else setProblem(answer.problem);
    }
    if (files.length > 0 && !files.some(isCertificate)) setProblem(KEIN_ZERTIFIKAT);
    if (namen.length > 0)
      toast(
        namen.length === 1
          ? 'Der Aussteller gilt jetzt als vertrauenswürdig.'
          : `${namen.length} Aussteller gelten jetzt als vertrauenswürdig.`,
        namen.join(', '),
      );
    liste.reload();
  };
  return (
    <>
      <ListPanel
        titel="Vertrauenswürdige Aussteller"
        liste={liste}
        leer={
          <EmptyState icon={Landmark} titel="Noch kein Aussteller">
            <p>
              Ohne Aussteller lässt sich von keiner Unterschrift sagen, wem ihr Zertifikat gehört. Hinterlegen
              Sie das Stammzertifikat Ihrer Zertifizierungsstelle.
            </p>
          </EmptyState>
        }
        name="Vertrauenswürdige Aussteller"
        spalten={['Aussteller', 'Gültig', 'Hinterlegt', { text: 'Entfernen', art: 'verborgen' }]}
        zeile={(a) => (
          <tr key={a.id}>
            <td>
              <b className="am-strong">{a.name}</b>
              <p className="am-muted am-small am-mono">{hashGruppen(a.id)}</p>
            </td>
            <td>
              {tagLang(a.gueltigVon.slice(0, 10))} bis {tagLang(a.gueltigBis.slice(0, 10))}
            </td>
            <td>
              {zeitLang(a.am)}
              <p className="am-muted am-small">{a.durch}</p>
            </td>
            <td>
              {darf ? (
                <IconButton icon={Trash2} text={`${a.name} entfernen`} onClick={() => setWeg(a)} />
              ) : null}
            </td>
          </tr>
        )}
      />
      <Panel titel="Aussteller hinzufügen">
        {problem ? <ErrorBox problem={problem} /> : null}
        {darf ? (
          <div className="am-stack">
            <Note art="info">
              Vergleichen Sie die Prüfsumme mit der, die der Aussteller veröffentlicht: Was hier steht,
              entscheidet über jede Unterschrift.
            </Note>
            <DropZone
              text="Stammzertifikate hier ablegen, einzeln oder einen ganzen Ordner"
              hinweis="PEM oder DER, Endung .pem, .crt, .cer oder .der. Dokumente, die schon hier liegen, werden danach neu beurteilt."
              mehrere
              ordner
              accept=".pem,.crt,.cer,.der,application/x-x509-ca-cert"
              onFiles={(files) => void add(files)}
            />
          </div>
        ) : (
          <Note art="info">Aussteller hinterlegt und entfernt die Systemverwaltung.</Note>
        )}
      </Panel>
      <Listen darf={darf} />
      <Stufe darf={darf} />
      {weg ? <Entfernen anker={weg} onClose={() => setWeg(null)} onDone={liste.reload} /> : null}
    </>
  );
}

interface EntfernenProps {
  readonly anker: TrustAnchor;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Entfernen({ anker, onClose, onDone }: EntfernenProps) {
  const action = useAction();
  const remove = () =>
    action.run(
      () => call('trust.remove', { id: anker.id }),
      () => {
        toast('Der Aussteller ist entfernt.');
        onClose();
        onDone();
      },
    );
  return (
    <ActionDialog
      titel="Aussteller entfernen"
      action={action}
      verb="Entfernen"
      gefahr
      onAction={() => void remove()}
      onClose={onClose}
    >
      <p>
        Unterschriften mit Zertifikaten von „{anker.name}“ gelten danach bei jeder neuen Prüfung als nicht
        abschließend prüfbar; Dokumente, die hier liegen, werden gleich neu beurteilt. Was bereits gezeichnet
        ist, bleibt.
      </p>
    </ActionDialog>
  );
}
