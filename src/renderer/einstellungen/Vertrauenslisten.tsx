import { FileBadge, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TrustedListView } from '../../contract/trust.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { Button, IconButton } from '../kit/Button.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { DropZone } from '../kit/DropZone.tsx';
import { anzahl, tagLang } from '../kit/format.ts';
import { DescriptionList, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { toast, toastProblem } from '../kit/toasts.ts';
import { uploadDocument } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import './signatur.css';

const nameOf = (l: TrustedListView): string =>
  l.art === 'LOTL' ? `Liste der Listen (${l.gebiet})` : `Vertrauensliste ${l.gebiet}`;

/** Trusted lists of the EU: imported as a file, so that a laptop without a network has them. */
export function Listen({ darf }: { readonly darf: boolean }) {
  const listen = useQuery('trust.lists', null);
  const [neu, setNeu] = useState(false);
  const remove = async (l: TrustedListView) => {
    const answer = await call('trust.removeList', { id: l.id });
    if (!answer.ok) return toastProblem(answer.problem);
    toast(`${nameOf(l)} ist entfernt.`);
    listen.reload();
  };
  return (
    <Panel
      titel="Vertrauenslisten der EU"
      rechts={
        darf ? (
          <Button klein icon={FileBadge} onClick={() => setNeu(true)}>
            Liste einlesen …
          </Button>
        ) : null
      }
    >
      {listen.problem ? <ErrorBox problem={listen.problem} /> : null}
      {listen.data?.length === 0 ? (
        <p className="am-muted">
          Noch keine Liste. Die Europäische Kommission veröffentlicht die Liste der Listen (LOTL), die
          Bundesnetzagentur die deutsche Liste; eingelesen gelten ihre Dienste als Aussteller, auch ohne Netz.
        </p>
      ) : null}
      <div className="am-stack">
        {listen.data?.map((l) => (
          <article key={l.id} className="am-punkt">
            <div className="am-row">
              <h3 className="am-grow">{nameOf(l)}</h3>
              {l.abgelaufen ? (
                <StatusTag stufe="warnung" text="Neue Liste überfällig" />
              ) : (
                <StatusTag stufe="gut" text="Aktuell" />
              )}
              {darf ? (
                <IconButton icon={Trash2} text={`${nameOf(l)} entfernen`} onClick={() => void remove(l)} />
              ) : null}
            </div>
            {l.abgelaufen ? (
              <Note art="warnung">
                Seit {l.naechste ? tagLang(l.naechste.slice(0, 10)) : ''} sollte es eine neuere geben. Wem das
                Vertrauen seither entzogen wurde, ist hier nicht bekannt. Bitte die neue Liste einlesen.
              </Note>
            ) : null}
            <DescriptionList
              breit
              angaben={[
                ['Nummer', String(l.nummer)],
                ['Ausgestellt', tagLang(l.ausgestellt.slice(0, 10))],
                ['Nächste Ausgabe', l.naechste ? tagLang(l.naechste.slice(0, 10)) : 'nicht angekündigt'],
                ['Unterschrieben von', l.unterzeichner],
                ['Eingelesen', `${tagLang(l.am.slice(0, 10))}, ${l.durch}`],
                ['Verweist auf', l.verweise.join(', ')],
              ]}
            />
            {l.dienste.length > 0 ? <Dienste liste={l} /> : null}
          </article>
        ))}
      </div>
      {neu ? (
        <Einlesen
          onClose={() => setNeu(false)}
          onFertig={(l) => {
            setNeu(false);
            toast(`${nameOf(l)} ist eingelesen.`, anzahl(l.dienste.length, 'Dienst', 'Dienste'));
            listen.reload();
          }}
        />
      ) : null}
    </Panel>
  );
}

function Dienste({ liste }: { readonly liste: TrustedListView }) {
  const gelten = liste.dienste.filter((d) => d.gilt).length;
  return (
    <details className="am-dienste">
      <summary>
        {gelten} von {anzahl(liste.dienste.length, 'Dienst gilt', 'Diensten gelten')} heute als Aussteller
      </summary>
      <ul className="am-small">
        {liste.dienste.map((d, i) => (
          <li key={i}>
            {d.anbieter}: {d.name} ({d.art})
            {d.gilt ? null : <span className="am-muted"> – derzeit nicht vertrauenswürdig</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface EinlesenProps {
  readonly onClose: () => void;
  readonly onFertig: (liste: TrustedListView) => void;
}

/** The list and the certificate its signature is checked with; what is inside the list counts for nothing here. */
function Einlesen({ onClose, onFertig }: EinlesenProps) {
  const [liste, setListe] = useState<File | null>(null);
  const [anker, setAnker] = useState<File | null>(null);
  const action = useAction();
  const take = async (xmlFile: File) => {
    const xml = await uploadDocument(xmlFile, () => {}).answer;
    if (!xml.ok) return xml;
    const pem = anker ? await uploadDocument(anker, () => {}).answer : null;
    if (pem && !pem.ok) return pem;
    return call('trust.addList', {
      upload: xml.value.sha256,
      ...(pem ? { anker: pem.value.sha256 } : {}),
    });
  };
  return (
    <ActionDialog
      titel="Vertrauensliste einlesen"
      action={action}
      verb="Prüfen und einlesen"
      gesperrt={!liste}
      onAction={() => void action.run(() => (liste ? take(liste) : null), onFertig)}
      onClose={onClose}
    >
      <DropZone
        text={liste ? `Liste: ${liste.name}` : 'Liste hier ablegen'}
        hinweis="XML nach ETSI TS 119 612"
        accept=".xml,application/xml,text/xml"
        onFiles={([file]) => setListe(file ?? null)}
      />
      <DropZone
        text={anker ? `Zertifikat: ${anker.name}` : 'Zertifikat der Stelle, die die Liste unterschreibt'}
        hinweis="PEM oder DER. Ohne: Es gelten die Zertifikate, die eine hier hinterlegte Liste der Listen für dieses Land nennt."
        accept=".pem,.crt,.cer,.der,application/x-x509-ca-cert"
        onFiles={([file]) => setAnker(file ?? null)}
      />
    </ActionDialog>
  );
}
