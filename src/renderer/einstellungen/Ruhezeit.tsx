import { useState } from 'react';
import type { MailSettings, MailView } from '../../contract/mail.ts';
import { Button } from '../kit/Button.tsx';
import { Choice } from '../kit/Choice.tsx';
import { TimeField } from '../kit/TimeField.tsx';

type Ruhe = Pick<MailSettings, 'ruheVon' | 'ruheBis'>;
type Art = 'haus' | 'eigene' | 'keine';

/** From and to alike: at any hour. */
const KEINE: Ruhe = { ruheVon: '00:00', ruheBis: '00:00' };
const HAUS: Ruhe = { ruheVon: null, ruheBis: null };

const artOf = ({ ruheVon, ruheBis }: Ruhe): Art =>
  ruheVon === null ? 'haus' : ruheVon === ruheBis ? 'keine' : 'eigene';

/** „Nicht von 18:00 bis 07:00 Uhr“; '' where there is no rest. */
export function ruheText({ einstellung, haus }: Pick<MailView, 'einstellung' | 'haus'>): string {
  const von = einstellung.ruheVon ?? haus.ruheVon;
  const bis = einstellung.ruheBis ?? haus.ruheBis;
  return von === '' || von === bis ? '' : `Nicht von ${von} bis ${bis} Uhr`;
}

interface Props {
  readonly view: MailView;
  readonly busy: boolean;
  /** true: it is kept */
  readonly onSet: (ruhe: Ruhe) => Promise<boolean>;
}

/** When no e-mail may come: as the house has it, at own hours, or at any hour. What waits comes after the rest. */
export function Ruhezeit({ view: { einstellung, haus }, busy, onSet }: Props) {
  const [gewaehlt, setGewaehlt] = useState<Art | null>(null);
  const [von, setVon] = useState(einstellung.ruheVon ?? (haus.ruheVon || '18:00'));
  const [bis, setBis] = useState(einstellung.ruheBis ?? (haus.ruheBis || '07:00'));
  const [versucht, setVersucht] = useState(false);
  const art = gewaehlt ?? artOf(einstellung);
  const fehler = versucht ? fehlerOf(von, bis) : null;
  const choose = async (next: Art) => {
    setGewaehlt(next);
    // Own hours are kept with their button: while one types, half a time is no wish.
    if (next !== 'eigene' && !(await onSet(next === 'haus' ? HAUS : KEINE))) setGewaehlt(null);
  };
  const save = async () => {
    setVersucht(true);
    if (fehlerOf(von, bis) !== null) return;
    await onSet({ ruheVon: von, ruheBis: bis });
  };
  return (
    <>
      <Choice
        legende="Ruhezeit"
        value={art}
        onChange={(next) => void choose(next)}
        error={fehler}
        wahlen={[
          {
            wert: 'haus',
            text: 'Wie im Haus',
            folge:
              haus.ruheVon === '' || haus.ruheVon === haus.ruheBis
                ? 'Zur Zeit ohne Ruhezeit.'
                : `Keine E-Mail von ${haus.ruheVon} bis ${haus.ruheBis} Uhr.`,
          },
          { wert: 'eigene', text: 'Eigene Zeiten', folge: 'Was in der Ruhezeit eintrifft, kommt danach.' },
          { wert: 'keine', text: 'Keine', folge: 'Zu jeder Stunde, auch nachts.' },
        ]}
      />
      {art === 'eigene' ? (
        <div className="am-formgrid">
          <TimeField label="Keine E-Mail von" value={von} onChange={setVon} />
          <TimeField label="bis" value={bis} onChange={setBis} />
          <div className="am-ganz">
            <Button busy={busy} onClick={() => void save()}>
              Ruhezeit speichern
            </Button>
          </div>
        </div>
      ) : null}
    </>
  );
}

function fehlerOf(von: string, bis: string): string | null {
  if (von === '' || bis === '') return 'Geben Sie beide Uhrzeiten an, zum Beispiel 18:00 und 07:00.';
  return von === bis ? 'Von und bis sind gleich. Wählen Sie „Keine“, wenn Sie keine Ruhezeit wollen.' : null;
}
