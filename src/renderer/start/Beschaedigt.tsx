import { useState } from 'react';
import type { AppState } from '../../contract/app.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorBox } from '../kit/Boxes.tsx';
import { loadApp } from '../shell/state.ts';
import { Rahmen } from './Rahmen.tsx';
import { Wiederherstellen } from './Wiederherstellen.tsx';

const unbekannt = {
  code: 'mappe.beschaedigt',
  params: {},
  heading: 'Die Mappe lässt sich nicht öffnen',
  cause: 'Die Datei auf diesem Gerät ist beschädigt oder unvollständig. Es wurde nichts daran verändert.',
  next: 'Stellen Sie die letzte Sicherung wieder her oder wenden Sie sich an die Systembetreuung.',
};

/** The database can't be trusted: say so, touch nothing, offer the way back. */
export default function Beschaedigt({ app }: { readonly app: AppState }) {
  const [zurueck, setZurueck] = useState(false);
  if (zurueck) return <Wiederherstellen onZurueck={() => setZurueck(false)} />;
  return (
    <Rahmen titel="Mappe beschädigt">
      <ErrorBox problem={app.problem ?? unbekannt} />
      <div className="am-start__actions">
        <Button onClick={() => void loadApp()}>Erneut versuchen</Button>
        <Button art="primary" onClick={() => setZurueck(true)}>
          Sicherung wiederherstellen …
        </Button>
      </div>
    </Rahmen>
  );
}
