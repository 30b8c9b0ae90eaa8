import { Download, PenLine, ShieldPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Checked, EvidenceView } from '../../contract/checking.ts';
import type { DocumentInfo } from '../../contract/document.ts';
import { call } from '../bridge.ts';
import { Button, LinkButton } from '../kit/Button.tsx';
import { ErrorBox, Progress } from '../kit/Boxes.tsx';
import type { PageProps } from '../faecher.ts';
import { DropZone } from '../kit/DropZone.tsx';
import { PageHeader } from '../kit/Layout.tsx';
import { PdfView } from '../kit/PdfView.tsx';
import { blobUrl, downloadUrl, uploadDocument } from '../kit/upload.ts';
import { useZiel } from '../unterschriften/Dokument.tsx';
import { offerFile, useOfferedFile } from './angebot.ts';
import { Bericht } from './Bericht.tsx';
import { SignierenDialog } from './SignierenDialog.tsx';
import { StapelDialog } from './StapelDialog.tsx';

interface Stapel {
  readonly dokumente: readonly DocumentInfo[];
  readonly abgewiesen: readonly Problem[];
}

interface Befund extends Checked {
  /** the document came in an evidence package */
  readonly paket: EvidenceView | null;
}

/** Check any PDF or evidence package: who signed, is it intact, was it changed afterwards. Or sign it. */
export default function Pruefen({ route }: PageProps) {
  const gefragt = route.query['dokument'];
  const offered = useOfferedFile();
  const [laden, setLaden] = useState<readonly [number, number] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [befund, setBefund] = useState<Befund | null>(null);
  const [signieren, setSignieren] = useState(false);
  const [stapel, setStapel] = useState<Stapel | null>(null);

  const check = async (sha256: string) => {
    const checked = await call('sign.check', { sha256 });
    if (checked.ok) setBefund({ ...checked.value, paket: null });
    else setProblem(checked.problem);
  };
  const take = async (file: File) => {
    setProblem(null);
    setBefund(null);
    setLaden([0, file.size]);
    const stored = await uploadDocument(file, (done, total) => setLaden([done, total])).answer;
    setLaden(null);
    if (!stored.ok) return setProblem(stored.problem);
    await (isPackage(file) ? takePackage : check)(stored.value.sha256);
  };
  const takePackage = async (upload: string) => {
    const opened = await call('evidence.open', { upload });
    if (opened.ok) setBefund(opened.value);
    else setProblem(opened.problem);
  };
  const takeMany = async (files: readonly File[]) => {
    const [first] = files;
    if (first && files.length === 1) return take(first);
    setProblem(null);
    const dokumente: DocumentInfo[] = [];
    const abgewiesen: Problem[] = [];
    for (const [i, file] of files.entries()) {
      setLaden([i, files.length]);
      const stored = await uploadDocument(file, () => {}).answer;
      if (!stored.ok) abgewiesen.push(stored.problem);
      else if (isPackage(file)) abgewiesen.push(EINZELN);
      else if (!dokumente.some((d) => d.sha256 === stored.value.sha256)) dokumente.push(stored.value);
    }
    setLaden(null);
    const [one] = abgewiesen;
    if (dokumente.length > 0) setStapel({ dokumente, abgewiesen });
    else if (one) setProblem(one);
  };
  useEffect(() => {
    if (!offered) return;
    offerFile(null);
    void take(offered);
    // only a newly dropped file starts a check
    // eslint-disable-next-line
  }, [offered]);
  // a link from a Vorgang: the document is here already
  useEffect(() => {
    if (gefragt) void check(gefragt);
  }, [gefragt]);

  return (
    <div className={`am-page ${befund ? 'am-page--voll' : ''}`}>
      <PageHeader
        titel={befund ? befund.document.name : 'PDF prüfen oder signieren'}
        pfad={[{ text: 'Arbeitskorb', href: '#/arbeitskorb' }, { text: 'PDF prüfen' }]}
      >
        {befund ? (
          <>
            <Button onClick={() => setBefund(null)}>Andere Datei</Button>
            <LinkButton
              icon={Download}
              href={downloadUrl(befund.document.sha256, befund.document.name)}
              download={befund.document.name}
            >
              Speichern
            </LinkButton>
            <Button art="primary" icon={PenLine} onClick={() => setSignieren(true)}>
              Signieren …
            </Button>
          </>
        ) : (
          <LinkButton icon={ShieldPlus} href="#/hochstufen">
            Signaturen hochstufen
          </LinkButton>
        )}
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      {laden ? (
        <Progress erledigt={laden[0]} gesamt={laden[1]} text="Datei wird gelesen und geprüft" prozent />
      ) : null}
      {befund ? (
        <Ansicht key={befund.document.sha256} befund={befund} onNeu={(sha256) => void check(sha256)} />
      ) : laden ? null : (
        <div className="am-form">
          <DropZone
            text="PDF oder Nachweispaket hier ablegen, mehrere PDF zum gemeinsamen Signieren"
            hinweis="Die Datei bleibt auf diesem Gerät. Geprüft werden Unterschriften, Zertifikate und spätere Änderungen."
            accept="application/pdf,.pdf,application/zip,.zip"
            mehrere
            onFiles={(files) => void takeMany(files)}
          />
        </div>
      )}
      {stapel ? <StapelDialog {...stapel} onClose={() => setStapel(null)} /> : null}
      {signieren && befund ? (
        <SignierenDialog
          document={befund.document}
          onClose={() => setSignieren(false)}
          onFertig={(document) => {
            setSignieren(false);
            void check(document.sha256);
          }}
        />
      ) : null}
    </div>
  );
}

/** Document and report side by side; a new document starts at its first page with nothing marked. */
function Ansicht({ befund, onNeu }: { readonly befund: Befund; readonly onNeu: (sha256: string) => void }) {
  const { ziel, zeige } = useZiel();
  const { sha256, name } = befund.document;
  return (
    <div className="am-zweidrittel">
      <PdfView url={blobUrl(sha256)} titel={name} ziel={ziel} />
      <Bericht befund={befund} paket={befund.paket} onZiel={zeige} onNeu={onNeu} />
    </div>
  );
}

const isPackage = (file: File): boolean => /\.zip$/i.test(file.name);

const EINZELN: Problem = {
  code: 'nachweis.einzeln',
  params: {},
  heading: 'Nachweispakete werden einzeln geprüft',
  cause: 'Unter mehreren Dateien war ein ZIP; gemeinsam signieren lassen sich nur PDF-Dateien.',
  next: 'Legen Sie das Nachweispaket für sich allein ab.',
};
