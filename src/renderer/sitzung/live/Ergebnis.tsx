import { CircleCheck, Undo2 } from 'lucide-react';
import { beschlussabstimmung } from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { uhrzeit } from '../../kit/format.ts';
import type { PunktProps } from './props.ts';

/** How the item ended, with the arithmetic of the vote; wrongly entered, it is taken back. */
export function Ergebnis({
  p,
  onZuruecknehmen,
}: {
  readonly p: PunktProps;
  readonly onZuruecknehmen: () => void;
}) {
  const { verlauf } = p.punkt;
  const a = beschlussabstimmung(verlauf);
  const { ausgang } = verlauf;
  if (ausgang.art === 'offen') return null;
  const gut = ausgang.art === 'angenommen' || ausgang.art === 'zurKenntnis';
  return (
    <div className={`am-live__ergebnis am-box am-box--${gut ? 'gut' : 'warnung'}`} role="status">
      <CircleCheck size={24} aria-hidden />
      <h3>
        {a
          ? a.rechnung.text
          : ausgang.art === 'zurKenntnis'
            ? 'Zur Kenntnis genommen'
            : ausgang.art === 'vertagt'
              ? 'Vertagt'
              : 'Abgesetzt'}
      </h3>
      {a ? (
        <p>
          {a.rechnung.anwesend} anwesend − {a.rechnung.befangen} befangen − {a.rechnung.ohneStimmrecht} ohne
          Stimmrecht = {a.rechnung.stimmberechtigt}; erforderlich {a.rechnung.erforderlich} Ja-Stimmen;{' '}
          {uhrzeit(a.um)} Uhr{a.erlaeuterung ? `; ${a.erlaeuterung}` : ''}
        </p>
      ) : 'grund' in ausgang ? (
        <p>{ausgang.grund}</p>
      ) : null}
      {a && (p.s.phase === 'laufend' || p.s.phase === 'beendet') ? (
        <p>
          <Button klein art="tertiary" icon={Undo2} onClick={onZuruecknehmen}>
            Falsch erfasst: zurücknehmen …
          </Button>
        </p>
      ) : null}
    </div>
  );
}
