import {
  Download,
  FileCheck2,
  FileX2,
  Package,
  PenLine,
  ShieldAlert,
  ShieldCheck,
  ShieldX,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { DocumentInfo, SignatureInfo } from '../../contract/document.ts';
import type { ChangesAfter } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note, Progress } from '../kit/Boxes.tsx';
import type { PageProps } from '../faecher.ts';
import { DropZone } from '../kit/DropZone.tsx';
import { anzahl, groesse, hashGruppen, zeitLang } from '../kit/format.ts';
import { DescriptionList, PageHeader, Panel } from '../kit/Layout.tsx';
import { PdfView } from '../kit/PdfView.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { blobUrl, downloadUrl, uploadDocument } from '../kit/upload.ts';
import { offerFile, useOfferedFile } from './angebot.ts';
import { Danach } from './Danach.tsx';
import { SignierenDialog } from './SignierenDialog.tsx';
import { StapelDialog } from './StapelDialog.tsx';

interface Stapel {
  readonly dokumente: readonly DocumentInfo[];
  readonly abgewiesen: readonly Problem[];
}

interface Befund {
  readonly document: DocumentInfo;
  readonly bericht: unknown;
  readonly danach: readonly ChangesAfter[];
}

/** Check any PDF: who signed, is it intact, was it changed afterwards. Or sign it. */
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
    if (checked.ok) setBefund(checked.value);
    else setProblem(checked.problem);
  };
  const take = async (file: File) => {
    setProblem(null);
    setBefund(null);
    setLaden([0, file.size]);
    const stored = await uploadDocument(file, (done, total) => setLaden([done, total])).answer;
    setLaden(null);
    if (!stored.ok) return setProblem(stored.problem);
    await check(stored.value.sha256);
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
            <a
              className="kern-btn kern-btn--secondary"
              href={downloadUrl(befund.document.sha256, befund.document.name)}
              download={befund.document.name}
            >
              <Download size={18} aria-hidden />
              <span className="kern-label">Speichern</span>
            </a>
            <Button art="primary" icon={PenLine} onClick={() => setSignieren(true)}>
              Signieren …
            </Button>
          </>
        ) : null}
      </PageHeader>
      {problem ? <ErrorBox problem={problem} /> : null}
      {laden ? (
        <Progress erledigt={laden[0]} gesamt={laden[1]} text="Datei wird gelesen und geprüft" prozent />
      ) : null}
      {befund ? (
        <div className="am-zweidrittel">
          <PdfView url={blobUrl(befund.document.sha256)} titel={befund.document.name} />
          <Bericht befund={befund} />
        </div>
      ) : laden ? null : (
        <div className="am-form">
          <DropZone
            text="PDF hier ablegen, mehrere zum gemeinsamen Signieren"
            hinweis="Die Datei bleibt auf diesem Gerät. Geprüft werden Unterschriften, Zertifikate und spätere Änderungen."
            accept="application/pdf,.pdf"
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

const URTEIL = {
  TOTAL_PASSED: { stufe: 'gut', text: 'Gültig', icon: ShieldCheck },
  INDETERMINATE: { stufe: 'warnung', text: 'Nicht abschließend prüfbar', icon: ShieldAlert },
  TOTAL_FAILED: { stufe: 'fehler', text: 'Ungültig', icon: ShieldX },
} as const;

const AENDERUNG: Readonly<Record<SignatureInfo['aenderungen'], string>> = {
  none: 'keine',
  permitted: 'nur erlaubte (weitere Unterschriften)',
  forbidden: 'unerlaubte Änderungen nach dieser Unterschrift',
  unknown: 'nicht feststellbar',
};

const NIVEAU: Readonly<Record<SignatureInfo['niveau'], string>> = {
  fortgeschritten: 'fortgeschrittene Signatur',
  qualifiziert: 'qualifizierte Signatur',
  uebung: 'Übung, ohne rechtliche Wirkung',
};

/** The worst finding speaks for the whole document. */
function Gesamturteil({ signaturen }: { readonly signaturen: readonly SignatureInfo[] }) {
  if (signaturen.some((s) => s.indication === 'TOTAL_FAILED')) {
    return (
      <Note art="fehler" titel="Mindestens eine Unterschrift ist ungültig">
        Verlassen Sie sich nicht auf dieses Dokument. Lassen Sie es sich von der unterzeichnenden Person noch
        einmal geben.
      </Note>
    );
  }
  if (signaturen.some((s) => s.indication === 'INDETERMINATE')) {
    return (
      <Note art="warnung" titel="Nicht abschließend prüfbar">
        Mindestens eine Unterschrift ließ sich nicht vollständig prüfen. Woran es liegt, steht darunter.
      </Note>
    );
  }
  return (
    <Note art="gut" titel="Alle Unterschriften sind gültig">
      Das Dokument ist seit der letzten Unterschrift unverändert oder nur zulässig ergänzt.
    </Note>
  );
}

function Bericht({ befund }: { readonly befund: Befund }) {
  const { document: d, bericht } = befund;
  const danachVon = (feld: string) => befund.danach.find((x) => x.feld === feld);
  const summe = <span className="am-mono">{hashGruppen(d.sha256)}</span>;
  return (
    <Panel titel="Prüfbericht" scroll rechts={anzahl(d.signaturen.length, 'Unterschrift', 'Unterschriften')}>
      <div className="am-stack">
        {d.signaturen.length === 0 ? (
          <EmptyState icon={FileX2} titel="Keine Unterschrift gefunden">
            <p>
              Dieses PDF trägt keine elektronische Unterschrift. Ob es verändert wurde, lässt sich daher nicht
              sagen.
            </p>
          </EmptyState>
        ) : (
          <Gesamturteil signaturen={d.signaturen} />
        )}
        {d.signaturen.map((s) => {
          const { icon, ...tag } = URTEIL[s.indication];
          return (
            <article key={s.feld} className="am-punkt">
              <div className="am-row">
                <h3 className="am-grow">{s.unterzeichner}</h3>
                <StatusTag {...tag} icon={icon} />
              </div>
              <p>{s.satz}</p>
              <DescriptionList
                breit
                angaben={[
                  ['Zeit', s.zeit ? zeitLang(s.zeit) : 'nicht angegeben'],
                  ['Art', NIVEAU[s.niveau]],
                  ['Änderungen danach', s.subIndication === 'HASH_FAILURE' ? null : AENDERUNG[s.aenderungen]],
                  ['Stufe', danachVon(s.feld)?.stufe],
                  ['Grund', s.subIndication],
                  ['Feld', s.feld],
                ]}
              />
              <Nachher befund={befund} signatur={s} />
            </article>
          );
        })}
        <DescriptionList
          angaben={[
            [
              'Datei',
              `${d.name}, ${groesse(d.bytes)}${d.seiten ? `, ${anzahl(d.seiten, 'Seite', 'Seiten')}` : ''}`,
            ],
            ['Prüfsumme (SHA-256)', summe],
          ]}
        />
        <Nachweis document={d} />
        <Button icon={FileCheck2} klein onClick={() => saveJson(`${d.name}-pruefbericht.json`, bericht)}>
          Ausführlichen Bericht speichern
        </Button>
      </div>
    </Panel>
  );
}

const Nachher = ({ befund, signatur }: { readonly befund: Befund; readonly signatur: SignatureInfo }) => {
  const danach = befund.danach.find((x) => x.feld === signatur.feld);
  return danach ? (
    <Danach document={befund.document} danach={danach} unterzeichner={signatur.unterzeichner} />
  ) : null;
};

/** The evidence package: what another office needs to come to the same verdict without a network. */
function Nachweis({ document: d }: { readonly document: DocumentInfo }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    setBusy(true);
    const made = await call('sign.evidence', { sha256: d.sha256 });
    setBusy(false);
    setProblem(made.ok ? null : made.problem);
    if (made.ok) download(downloadUrl(made.value.sha256, made.value.name), made.value.name);
  };
  return (
    <>
      {problem ? <ErrorBox problem={problem} /> : null}
      <Button icon={Package} klein busy={busy} onClick={() => void save()}>
        Nachweispaket speichern (ZIP)
      </Button>
    </>
  );
}

function download(url: string, name: string): void {
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
}

function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  download(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
