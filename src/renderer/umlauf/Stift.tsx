import { PenLine } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SyncState } from '../../contract/app.ts';
import { Note } from '../kit/Boxes.tsx';
import { uhrzeit } from '../kit/format.ts';
import { StatusTag } from '../kit/Status.tsx';
import { useApp } from '../shell/state.ts';
import { useQuery } from '../shell/query.ts';

/** Pens of this Vorgang that are with somebody else; empty on a single seat. */
function useFremdeStifte(vorgang: string) {
  const stifte = useQuery('stift.list', { vorgang });
  const ich = useApp().app?.person?.id;
  return (stifte.data ?? []).filter((p) => p.person !== ich);
}

/** Without the centre nobody lends a pen. */
const ohneZentrale = (art: SyncState['art'] | undefined): boolean =>
  art !== undefined && art !== 'einzelplatz' && art !== 'verbunden';

/** Who is signing a document of this Vorgang just now; nothing when nobody is, or it is the viewer. */
export function Stifthinweis({ vorgang }: { readonly vorgang: string }) {
  const andere = useFremdeStifte(vorgang);
  const offline = ohneZentrale(useApp().app?.sync.art);
  return (
    // There before it says anything: what is added later would not be read out.
    <div role="status">
      {andere.length > 0 ? (
        <p className="am-stift am-small">
          <PenLine size={16} aria-hidden />
          <span>
            {andere.map((p) => `${p.name} zeichnet gerade, längstens bis ${uhrzeit(p.bis)} Uhr`).join('; ')}
            {offline ? ' (Stand beim letzten Kontakt)' : ''}. Danach kann die nächste Person unterschreiben.
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** Before one signs: whether another has the pen, and what a signature without a pen is worth. */
export function Stiftlage({ vorgang }: { readonly vorgang: string }) {
  const andere = useFremdeStifte(vorgang);
  const offline = ohneZentrale(useApp().app?.sync.art);
  const [erster] = andere;
  return (
    <div role="status" className="am-stack-s">
      {offline ? <OhneStift /> : null}
      {erster && !offline ? (
        <Note art="warnung" titel={`${erster.name} zeichnet gerade`}>
          Bis {uhrzeit(erster.bis)} Uhr, oder bis die Unterschrift geleistet ist. So lange wird Ihre nicht
          angenommen.
        </Note>
      ) : null}
    </div>
  );
}

/** What it means to sign while the centre cannot be reached. */
export function OhneStift() {
  return (
    <Note titel="Ohne Zentrale: Ihre Unterschrift ist vorläufig">
      Sie können unterschreiben. Kommt Ihnen jemand zuvor, meldet sich die Amtsmappe, und Sie unterschreiben
      auf der neuen Fassung noch einmal.
    </Note>
  );
}

/** On a list of several: who is signing there now; otherwise what is given. */
export function Stiftstand({
  vorgang,
  children,
}: {
  readonly vorgang: string;
  readonly children: ReactNode;
}) {
  const [erster] = useFremdeStifte(vorgang);
  if (!erster) return children;
  return (
    <>
      <StatusTag stufe="warnung" text="wird gerade gezeichnet" />
      <p className="am-muted am-small">
        von {erster.name}, längstens bis {uhrzeit(erster.bis)} Uhr
      </p>
    </>
  );
}

/** What a signature without a pen is worth, on a list of several; nothing while the centre is there. */
export function OhneStiftHinweis() {
  const offline = ohneZentrale(useApp().app?.sync.art);
  return <div role="status">{offline ? <OhneStift /> : null}</div>;
}
