import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { NACHWEIS_ROLLEN } from '../../contract/evidence.ts';
import type { IssuedFile } from '../../contract/issue.ts';
import { call } from '../bridge.ts';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Checkbox } from '../kit/Choice.tsx';
import { anzahl, zeitLang } from '../kit/format.ts';
import { downloadUrl, saveAs } from '../kit/upload.ts';
import { useQuery } from '../shell/query.ts';
import { useApp } from '../shell/state.ts';

/** The way to the evidence of one Vorgang, for those who audit or administer; nothing for all others. */
export function Nachweis({ id }: { readonly id: string }) {
  const [offen, setOffen] = useState(false);
  const rollen = useApp().app?.person?.rollen ?? [];
  if (!NACHWEIS_ROLLEN.some((rolle) => rollen.includes(rolle))) return null;
  return (
    <>
      <p>
        <Button art="tertiary" klein icon={FileDown} onClick={() => setOffen(true)}>
          Nachweis ausgeben …
        </Button>
      </p>
      {offen ? <NachweisDialog id={id} onClose={() => setOffen(false)} /> : null}
    </>
  );
}

function NachweisDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const verbunden = (useApp().app?.sync.art ?? 'einzelplatz') !== 'einzelplatz';
  const ausgaben = useQuery('nachweis.ausgaben', { id });
  const [inhalt, setInhalt] = useState(false);
  const action = useAction();
  const [fertig, setFertig] = useState<IssuedFile | null>(null);
  const save = () =>
    action.run(
      () => call('nachweis.create', { id, inhalt }),
      (made) => {
        setFertig(made);
        saveAs(downloadUrl(made.sha256, made.name), made.name);
        ausgaben.reload();
      },
    );
  return (
    <ActionDialog
      titel="Nachweis ausgeben"
      action={action}
      verb="Ausgeben"
      icon={FileDown}
      abbrechen="Schließen"
      onAction={() => void save()}
      onClose={onClose}
    >
      <div className="am-stack">
        <p>
          {verbunden
            ? 'Die Einträge dieses Vorgangs kommen in eine Datei, dazu die Beweise der Zentrale, dass sie unverändert im Verlauf stehen. Von anderen Vorgängen stehen darin nur Prüfsummen.'
            : 'Die Einträge dieses Vorgangs kommen in eine Datei. Keine Zentrale bezeugt den Verlauf eines Einzelplatzes: Dass nichts fehlt, sagt nur er selbst.'}{' '}
          Die Rechnungsprüfung prüft sie ohne Netz mit „amtsmappe audit verify“.
        </p>
        <Checkbox checked={inhalt} onChange={setInhalt}>
          Mit Inhalt (sonst nur Prüfsummen, Zeiten und Kennungen)
        </Checkbox>
        {ausgaben.problem ? <ErrorBox problem={ausgaben.problem} /> : null}
        <div role="status">{fertig ? <Fertig datei={fertig} /> : null}</div>
        {(ausgaben.data ?? []).length > 0 ? (
          <section>
            <h3 className="am-small">Bisher ausgegeben</h3>
            <ul className="am-small am-muted">
              {(ausgaben.data ?? []).map((a) => (
                <li key={`${a.zeit} ${a.name}`}>
                  {zeitLang(a.zeit)}, {a.name}
                  {a.inhalt ? ', mit Inhalt' : ''}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {verbunden ? (
          <p className="am-muted am-small">Jede Ausgabe wird mit Person und Zeit vermerkt.</p>
        ) : null}
      </div>
    </ActionDialog>
  );
}

function Fertig({ datei: { name, eintraege, offen } }: { readonly datei: IssuedFile }) {
  return (
    <Note
      art={offen > 0 ? 'warnung' : 'gut'}
      titel={`${anzahl(eintraege, 'Eintrag', 'Einträge')} in „${name}“`}
    >
      {offen > 0 ? (
        <p>
          {anzahl(offen, 'neuerer Eintrag ist', 'neuere Einträge sind')} noch nicht bezeugt und nicht darin.
          Die Zentrale holt das in wenigen Minuten nach; geben Sie die Datei dann noch einmal aus.
        </p>
      ) : (
        <p>Alle Einträge bis jetzt sind darin.</p>
      )}
    </Note>
  );
}
