import { CalendarPlus, FilePlus2, Landmark, Siren } from 'lucide-react';
import { useState } from 'react';
import type { PageProps } from '../faecher.ts';
import { Button } from '../kit/Button.tsx';
import { Segment } from '../kit/Choice.tsx';
import { PageHeader } from '../kit/Layout.tsx';
import { formatRoute, navigate } from '../shell/router.ts';
import { Beschluesse } from './Beschluesse.tsx';
import { Gremienliste } from './gremium/Gremienliste.tsx';
import { GremiumAnlegen } from './gremium/GremiumAnlegen.tsx';
import { PFLEGENDE } from './gremium/worte.ts';
import { Papierliste } from './Papierliste.tsx';
import { SitzungAnlegen } from './termin/SitzungAnlegen.tsx';
import { Terminliste } from './termin/Terminliste.tsx';

const ANSICHTEN = [
  { wert: 'sitzungen', text: 'Sitzungen' },
  { wert: 'vorlagen', text: 'Vorlagen und Anträge' },
  { wert: 'niederschriften', text: 'Niederschriften' },
  { wert: 'beschluesse', text: 'Beschlüsse' },
  { wert: 'gremien', text: 'Gremien' },
] as const;
type Ansicht = (typeof ANSICHTEN)[number]['wert'];

const TITEL: Readonly<Record<Ansicht, string>> = {
  sitzungen: 'Sitzungen',
  vorlagen: 'Vorlagen, Anträge und Anfragen',
  niederschriften: 'Niederschriften und Auszüge',
  beschluesse: 'Beschlusskontrolle',
  gremien: 'Gremien',
};

const OFFICE = ['ratsbuero', 'schriftfuehrung', 'buergermeister'];

/** Start of the Fach: sessions first, then papers, minutes and what became of the resolutions. */
export function Uebersicht({ app, route }: PageProps) {
  const gewaehlt = route.query['ansicht'] as Ansicht | undefined;
  const ansicht = ANSICHTEN.some((a) => a.wert === gewaehlt) && gewaehlt ? gewaehlt : 'sitzungen';
  const [anlegen, setAnlegen] = useState(false);
  const amt = app.person?.rollen.some((r) => OFFICE.includes(r)) ?? false;
  return (
    <div className={`am-page ${ansicht === 'sitzungen' || ansicht === 'gremien' ? '' : 'am-page--voll'}`}>
      <PageHeader titel={TITEL[ansicht]} vorzeile="Sitzungsdienst">
        <Segment
          legende="Was gezeigt wird"
          value={ansicht}
          onChange={(a) => navigate(formatRoute(['sitzung'], a === 'sitzungen' ? {} : { ansicht: a }))}
          wahlen={ANSICHTEN}
        />
        {ansicht === 'vorlagen' ? (
          <Button
            art="primary"
            icon={FilePlus2}
            taste="Strg+N"
            onClick={() => navigate('#/sitzung/vorlage/neu')}
          >
            Vorlage anlegen …
          </Button>
        ) : null}
        {ansicht === 'gremien' && app.person?.rollen.some((r) => PFLEGENDE.includes(r)) ? (
          <Button art="primary" icon={Landmark} taste="Strg+N" onClick={() => setAnlegen(true)}>
            Gremium anlegen …
          </Button>
        ) : null}
        {ansicht === 'sitzungen' && amt ? (
          <Button art="primary" icon={CalendarPlus} taste="Strg+N" onClick={() => setAnlegen(true)}>
            Sitzung anlegen …
          </Button>
        ) : null}
      </PageHeader>
      {ansicht === 'sitzungen' ? <Terminliste heute={app.heute} /> : null}
      {ansicht === 'vorlagen' ? (
        <Papierliste art="eingang">
          {amt ? (
            <>
              <Button icon={Siren} onClick={() => navigate('#/sitzung/dringlichkeit/neu')}>
                Dringlichkeitsentscheidung …
              </Button>
              <Button onClick={() => navigate('#/sitzung/antrag/neu')}>Antrag erfassen …</Button>
            </>
          ) : null}
        </Papierliste>
      ) : null}
      {ansicht === 'niederschriften' ? <Papierliste art="niederschrift" /> : null}
      {ansicht === 'beschluesse' ? <Beschluesse app={app} /> : null}
      {ansicht === 'gremien' ? <Gremienliste /> : null}
      {anlegen && ansicht === 'gremien' ? (
        <GremiumAnlegen heute={app.heute} onClose={() => setAnlegen(false)} />
      ) : null}
      {anlegen && ansicht !== 'gremien' ? (
        <SitzungAnlegen heute={app.heute} onClose={() => setAnlegen(false)} />
      ) : null}
    </div>
  );
}
