import { Mail as Umschlag, RotateCcw, Send } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import type { MailSettings, MailTest, MailView } from '../../contract/mail.ts';
import { call } from '../bridge.ts';
import { EmptyState, ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Choice } from '../kit/Choice.tsx';
import { anzahl } from '../kit/format.ts';
import { DescriptionList, Panel } from '../kit/Layout.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';
import type { AbschnittProps } from './Einstellungen.tsx';
import { Ruhezeit, ruheText } from './Ruhezeit.tsx';

/** E-mail about waiting tasks: at once, once a day or not at all; and for the administration whether it goes out. */
export default function Mail({ app }: AbschnittProps) {
  if (app.sync.art === 'einzelplatz')
    return (
      <Panel titel="E-Mail über wartende Aufgaben">
        <EmptyState icon={Umschlag} titel="Einzelplatz">
          <p>Diese Mappe gehört zu keiner Zentrale; niemand verschickt E-Mail. Alles steht im Arbeitskorb.</p>
        </EmptyState>
      </Panel>
    );
  return (
    <>
      <Eigene />
      {app.person?.rollen.includes('systemverwaltung') ? <Betrieb /> : null}
    </>
  );
}

function Eigene() {
  const view = useQuery('mail.get', null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [gewaehlt, setGewaehlt] = useState<MailSettings['art'] | null>(null);
  const { data } = view;
  const keep = async (wunsch: Partial<MailSettings>): Promise<boolean> => {
    if (!data || busy) return false;
    setBusy(true);
    const answer = await call('mail.set', { ...data.einstellung, ...wunsch });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return false;
    toast('Ihr Wunsch gilt ab sofort.');
    view.reload();
    return true;
  };
  const choose = async (art: MailSettings['art']) => {
    setGewaehlt(art);
    if (!(await keep({ art }))) setGewaehlt(null);
  };
  const fehler = problem ?? view.problem;
  return (
    <Panel titel="E-Mail über wartende Aufgaben">
      <div className="am-stack">
        {fehler ? (
          <ErrorBox problem={fehler}>
            <Button klein icon={RotateCcw} onClick={view.reload}>
              Erneut fragen
            </Button>
          </ErrorBox>
        ) : null}
        {data ? (
          <>
            {data.eingerichtet ? null : (
              <Note art="warnung" titel="Die Zentrale verschickt zur Zeit keine E-Mail">
                Ihre Wahl wird gemerkt und gilt, sobald die IT einen Mailserver eingerichtet hat.
              </Note>
            )}
            <DescriptionList angaben={[['Geht an', data.adresse || 'keine Adresse im Verzeichnis']]} />
            {data.adresse === '' ? (
              <p className="am-muted">
                Die Adresse trägt die Systemverwaltung unter „Personen und Vertretungen“ ein.
              </p>
            ) : null}
            <Choice
              legende="Wann?"
              value={gewaehlt ?? data.einstellung.art}
              onChange={(art) => void choose(art)}
              wahlen={[
                { wert: 'sofort', text: 'Gleich', folge: sofortText(data) },
                {
                  wert: 'taeglich',
                  text: 'Einmal am Tag',
                  folge: data.haus.taeglichUm
                    ? `An Arbeitstagen ab ${data.haus.taeglichUm} Uhr, wenn etwas wartet.`
                    : 'An Arbeitstagen am Morgen, wenn etwas wartet.',
                },
                { wert: 'aus', text: 'Gar nicht', folge: 'Alles steht im Arbeitskorb.' },
              ]}
            />
            {(gewaehlt ?? data.einstellung.art) === 'sofort' ? (
              <Ruhezeit view={data} busy={busy} onSet={keep} />
            ) : null}
            <p className="am-muted">
              Die E-Mail sagt nur, dass etwas wartet, nie worum es geht. Wer Sie vertritt, bekommt seine
              eigene.
            </p>
          </>
        ) : null}
      </div>
    </Panel>
  );
}

function sofortText(view: MailView): string {
  const ruhe = ruheText(view);
  return ruhe === '' ? 'Mehreres wird zusammengefasst.' : `${ruhe}; mehreres wird zusammengefasst.`;
}

const ERGEBNIS: Readonly<
  Record<MailTest['ergebnis'], { readonly art: 'gut' | 'fehler' | 'warnung'; readonly text: string }>
> = {
  sent: { art: 'gut', text: 'Der Mailserver hat die Probe angenommen. Bitte im Postfach nachsehen.' },
  refused: { art: 'fehler', text: 'Der Mailserver nimmt diese Adresse nicht an. Bitte die Adresse prüfen.' },
  later: {
    art: 'warnung',
    text: 'Der Mailserver ist nicht erreichbar oder lehnt die Anmeldung ab. Bitte die IT, Server, Kennwort und Zertifikat zu prüfen.',
  },
};

function Betrieb() {
  const stand = useQuery('mail.stand', null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [probe, setProbe] = useState<MailTest | null>(null);
  const { data } = stand;
  const test = async () => {
    setBusy(true);
    setProbe(null);
    const answer = await call('mail.probe', null);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setProbe(answer.value);
  };
  const fehler = problem ?? stand.problem;
  return (
    <Panel titel="Versand der Zentrale" ruhig>
      <div className="am-stack">
        {fehler ? <ErrorBox problem={fehler} /> : null}
        {data ? (
          <>
            <DescriptionList
              angaben={[
                ['Mailserver', data.eingerichtet ? data.server : 'keiner eingerichtet'],
                ['Absender', data.absender],
                [
                  'Wartet auf Versand',
                  data.eingerichtet ? anzahl(data.wartet, 'Nachricht', 'Nachrichten') : '',
                ],
                ['Verschickt', anzahl(data.gesendet, 'Nachricht', 'Nachrichten')],
                [
                  'Nicht zustellbar',
                  data.aufgegeben > 0 ? anzahl(data.aufgegeben, 'Nachricht', 'Nachrichten') : '',
                ],
                [
                  'Ohne Adresse im Verzeichnis',
                  data.ohneAdresse > 0 ? anzahl(data.ohneAdresse, 'Person', 'Personen') : '',
                ],
              ]}
            />
            {data.eingerichtet ? (
              <p>
                <Button icon={Send} busy={busy} onClick={() => void test()}>
                  Probe an mich senden
                </Button>
              </p>
            ) : (
              <Note>Den Mailserver trägt die IT in der Konfiguration der Zentrale unter „mail“ ein.</Note>
            )}
          </>
        ) : null}
        <div role="status">
          {probe ? (
            <Note art={ERGEBNIS[probe.ergebnis].art} titel={`Probe an ${probe.adresse}`}>
              {ERGEBNIS[probe.ergebnis].text}
            </Note>
          ) : null}
        </div>
      </div>
    </Panel>
  );
}
