import { FileCheck2, FileCode2, FileX2, Package } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { Checked, EvidenceView } from '../../contract/checking.ts';
import { call } from '../bridge.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState, ErrorBox, Note } from '../kit/Boxes.tsx';
import { anzahl, groesse, hashGruppen, zeitLang } from '../kit/format.ts';
import { DescriptionList, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { downloadUrl, saveAs } from '../kit/upload.ts';
import { Eintrag } from '../unterschriften/Eintrag.tsx';
import { schlechtestes, URTEIL } from '../unterschriften/texte.ts';
import { Hochstufknopf } from './Hochstufknopf.tsx';

interface Props {
  readonly befund: Checked;
  /** what the evidence package says, if the document came in one */
  readonly paket: EvidenceView | null;
  readonly onZiel: (seite: number, rahmen?: readonly [number, number, number, number]) => void;
  /** the document has got a newer version, which is to be shown */
  readonly onNeu: (sha256: string) => void;
}

/** What the check found: the whole in one box, each signature in a sentence, reports and evidence to keep. */
export function Bericht({ befund, paket, onZiel, onNeu }: Props) {
  const { document: d, bericht, unterschriften } = befund;
  const echte = unterschriften.filter((s) => s.art === 'unterschrift');
  return (
    <Panel titel="Prüfbericht" scroll rechts={anzahl(echte.length, 'Unterschrift', 'Unterschriften')}>
      <div className="am-stack">
        {paket ? <Paket paket={paket} /> : null}
        {unterschriften.length === 0 ? (
          <EmptyState icon={FileX2} titel="Keine Unterschrift gefunden">
            <p>
              Dieses PDF trägt keine elektronische Unterschrift. Ob es verändert wurde, lässt sich daher nicht
              sagen.
            </p>
          </EmptyState>
        ) : (
          <Gesamturteil urteil={schlechtestes(unterschriften)} />
        )}
        <div>
          {unterschriften.map((s) => (
            <Eintrag key={`${s.feld} ${s.zeit}`} sha256={d.sha256} unterschrift={s} onZiel={onZiel} />
          ))}
        </div>
        {paket ? null : <Hochstufknopf befund={befund} onNeu={onNeu} />}
        <DescriptionList
          angaben={[
            [
              'Datei',
              `${d.name}, ${groesse(d.bytes)}${d.seiten ? `, ${anzahl(d.seiten, 'Seite', 'Seiten')}` : ''}`,
            ],
            ['Prüfsumme (SHA-256)', <span className="am-mono">{hashGruppen(d.sha256)}</span>],
          ]}
        />
        <div className="am-stack">
          <Ablage
            kanal="sign.evidence"
            sha256={d.sha256}
            icon={Package}
            text="Nachweispaket speichern (ZIP)"
          />
          <Ablage
            kanal="sign.etsi"
            sha256={d.sha256}
            icon={FileCode2}
            text="Bericht nach ETSI TS 119 102-2 speichern (XML)"
          />
          <Button icon={FileCheck2} klein onClick={() => saveJson(`${d.name}-pruefbericht.json`, bericht)}>
            Bericht für Programme speichern (JSON)
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** The worst finding speaks for the whole document. */
function Gesamturteil({ urteil }: { readonly urteil: ReturnType<typeof schlechtestes> }) {
  if (urteil === 'TOTAL_FAILED') {
    return (
      <Note art="fehler" titel="Mindestens eine Unterschrift ist ungültig">
        Verlassen Sie sich nicht auf dieses Dokument. Lassen Sie es sich von der unterzeichnenden Person noch
        einmal geben.
      </Note>
    );
  }
  if (urteil === 'INDETERMINATE') {
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

/** What the package says is a claim of the first office; the verdict below is ours, made without a network. */
function Paket({ paket }: { readonly paket: EvidenceView }) {
  const fremd = paket.anker.filter((a) => !a.hier);
  return (
    <Note art="info" titel="Aus einem Nachweispaket, ohne Netz nachgeprüft">
      <p>
        Alle Prüfsummen im Paket stimmen. Das Urteil darunter ist von hier, zum Zeitpunkt der ersten Prüfung.
      </p>
      <DescriptionList
        angaben={[
          ['Erste Prüfung', zeitLang(paket.am)],
          [
            'Ergebnis damals',
            paket.damals === 'unbekannt' ? 'unbekannt' : <StatusTag {...URTEIL[paket.damals]} />,
          ],
        ]}
      />
      {fremd.length > 0 ? (
        <p>
          Damals wurde vertraut: {fremd.map((a) => a.name).join(', ')}. Hier ist{' '}
          {fremd.length === 1 ? 'diese Stelle' : 'keine dieser Stellen'} nicht hinterlegt; die
          Systemverwaltung kann sie unter Einstellungen › Vertrauenswürdige Aussteller aufnehmen.
        </p>
      ) : null}
    </Note>
  );
}

interface AblageProps {
  readonly kanal: 'sign.evidence' | 'sign.etsi';
  readonly sha256: string;
  readonly icon: typeof Package;
  readonly text: string;
}

/** Makes a file about the document and saves it. */
function Ablage({ kanal, sha256, icon, text }: AblageProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async () => {
    setBusy(true);
    const made = await call(kanal, { sha256 });
    setBusy(false);
    setProblem(made.ok ? null : made.problem);
    if (made.ok) saveAs(downloadUrl(made.value.sha256, made.value.name), made.value.name);
  };
  return (
    <>
      {problem ? <ErrorBox problem={problem} /> : null}
      <Button icon={icon} klein busy={busy} onClick={() => void save()}>
        {text}
      </Button>
    </>
  );
}

function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  saveAs(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
