import { BookOpen, FileDown, FileInput, Printer } from 'lucide-react';
import { useState } from 'react';
import type { Grabtreffer } from '../../contract/bestattung.ts';
import type { ChannelInput } from '../../contract/channels.ts';
import { bestattungsartText, grabartText } from '../../domain/bestattung/begriffe.ts';
import type { PageProps } from '../faecher.ts';
import { call } from '../bridge.ts';
import { EmptyState, ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { Select, TextField } from '../kit/Field.tsx';
import { tagLang } from '../kit/format.ts';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { Table } from '../kit/Table.tsx';
import { toastProblem } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';
import { EinfuhrDialog } from './EinfuhrDialog.tsx';
import { grabZeile } from './fall/Grabsuche.tsx';
import { BlattDialog, speichere, Unterseiten, useLetzte, useVerzoegert } from './teile.tsx';

const KEINE: readonly Grabtreffer[] = [];

/** The burial register of a year, and every grave by number or name, with its extract. */
export default function Register({ app }: PageProps) {
  const jetzt = Number(app.heute.slice(0, 4));
  const [jahr, setJahr] = useState(jetzt);
  const [text, setText] = useState('');
  const [einfuhr, setEinfuhr] = useState(false);
  const [holt, setHolt] = useState(false);
  const [blatt, setBlatt] = useState<{ sha256: string; name: string } | null>(null);
  const ruhig = useVerzoegert(text, 180);
  const register = useQuery('friedhof.register', { jahr });
  const suche = ruhig.trim().length >= 2;
  const graeber = useQuery(
    'friedhof.graeber',
    suche ? { text: ruhig, friedhof: null, frei: null, limit: 25 } : undefined,
  );
  const treffer = useLetzte(suche ? graeber.data : KEINE) ?? [];
  const auszug = async (grab: string) => {
    const answer = await call('friedhof.registerauszug', { grab });
    if (answer.ok) setBlatt(answer.value);
    else toastProblem(answer.problem);
  };
  const hole = async (wunsch: ChannelInput<'friedhof.ausfuhr'>) => {
    setHolt(true);
    const answer = await call('friedhof.ausfuhr', wunsch);
    setHolt(false);
    if (answer.ok) speichere(answer.value);
    else toastProblem(answer.problem);
  };
  const eintraege = register.data ?? [];
  return (
    <div className="am-page am-page--voll">
      <Unterseiten aktiv="register" />
      <PageHeader titel="Gräber und Register" vorzeile="Friedhof">
        <Button icon={FileDown} busy={holt} onClick={() => void hole({ was: 'graeber', friedhof: null })}>
          Gräber als CSV
        </Button>
        <Button icon={FileInput} onClick={() => setEinfuhr(true)}>
          Gräber einlesen …
        </Button>
      </PageHeader>
      {register.problem ? <ErrorBox problem={register.problem} /> : null}
      <div className="fh-zwei fh-fuellt">
        <Panel titel="Grab finden" scroll>
          <div className="am-stack fh-eng">
            <TextField
              label="Grabnummer, Nutzungsberechtigte oder Bestattete"
              type="search"
              value={text}
              onChange={setText}
            />
            <p className="am-small am-muted" aria-live="polite">
              {suche && graeber.data
                ? treffer.length === 0
                  ? 'Kein Grab gefunden. Schreibweise prüfen oder die Grabnummer eingeben.'
                  : `${treffer.length}${treffer.length === 25 ? ' oder mehr' : ''} gefunden`
                : 'Mindestens zwei Zeichen eingeben.'}
            </p>
            <ul className="fh-grabliste">
              {treffer.map((t: Grabtreffer) => (
                <li key={t.grab.schluessel}>
                  <div>
                    <b className="am-strong">
                      {t.grab.schluessel} · {grabartText[t.grab.grabart]}
                    </b>
                    <p className="am-small am-muted">{grabZeile(t)}</p>
                  </div>
                  <Button klein art="tertiary" icon={Printer} onClick={() => void auszug(t.grab.schluessel)}>
                    Auszug
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        </Panel>
        <Panel
          titel="Bestattungsregister"
          scroll
          buendig
          rechts={
            <div className="fh-registerwahl">
              <Button
                klein
                art="tertiary"
                icon={FileDown}
                disabled={eintraege.length === 0}
                onClick={() => void hole({ was: 'register', jahr })}
              >
                Als CSV
              </Button>
              <Select
                label="Jahr"
                value={String(jahr)}
                onChange={(w) => setJahr(Number(w))}
                optionen={[jetzt, jetzt - 1, jetzt - 2].map((j) => ({ wert: String(j), text: String(j) }))}
              />
            </div>
          }
        >
          {register.data && eintraege.length === 0 ? (
            <EmptyState icon={BookOpen} titel={`Kein Eintrag im Jahr ${jahr}`}>
              <p>Mit dem Abschluss einer Bestattung entsteht ihr Eintrag.</p>
            </EmptyState>
          ) : (
            <Table
              name={`Bestattungsregister ${jahr}`}
              spalten={[
                'Beigesetzt',
                'Name',
                'Art',
                'Friedhof, Grab',
                'Ruhefrist bis',
                { text: 'Auszug', art: 'verborgen' },
              ]}
            >
              {eintraege.map((e) => (
                <tr key={e.bestattung}>
                  <td>{tagLang(e.beigesetztAm)}</td>
                  <td>
                    <a href={`#/friedhof/${e.bestattung}`}>{e.name}</a>
                    <div className="am-muted am-small">{e.nummer}</div>
                  </td>
                  <td>{bestattungsartText[e.bestattungsart]}</td>
                  <td>
                    {e.friedhof}
                    <div className="am-muted am-small">
                      {e.grab}, Stelle {e.stelle}
                    </div>
                  </td>
                  <td>{tagLang(e.ruhefristBis)}</td>
                  <td>
                    <Button
                      klein
                      art="tertiary"
                      icon={Printer}
                      aria-label={`Auszug für Grab ${e.grab}`}
                      onClick={() => void auszug(e.grab)}
                    >
                      Auszug
                    </Button>
                  </td>
                </tr>
              ))}
            </Table>
          )}
        </Panel>
      </div>
      {einfuhr ? <EinfuhrDialog onClose={() => setEinfuhr(false)} /> : null}
      {blatt ? <BlattDialog titel="Registerauszug" {...blatt} onClose={() => setBlatt(null)} /> : null}
    </div>
  );
}
