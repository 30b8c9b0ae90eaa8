import { LogIn, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Answer, Problem } from '../../contract/channel.ts';
import type { RemoteState } from '../../contract/remote-signing.ts';
import type { SigningKey } from '../../contract/signing.ts';
import { call } from '../bridge.ts';
import { ErrorBox, Note } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { useAction } from '../kit/action.ts';
import { ActionDialog } from '../kit/ActionDialog.tsx';
import { tagLang, zeitLang } from '../kit/format.ts';
import { DescriptionList, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { Table } from '../kit/Table.tsx';
import { toast } from '../kit/toasts.ts';
import { useQuery } from '../shell/query.ts';
import { Browserschritt } from '../umlauf/Browserschritt.tsx';
import { DienstFormular } from './DienstFormular.tsx';
import { freigabeOf, NIVEAU, zustandOf } from './schluesseltext.ts';

/** The person's remote signature service: its address, the login, and the keys it keeps. */
export function Fernsignatur() {
  const dienst = useQuery('remote.get', null);
  const keys = useQuery('sign.keys', null);
  const [arbeit, setArbeit] = useState<'anmelden' | 'laden' | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [weg, setWeg] = useState(false);
  const run = async (was: typeof arbeit, ask: () => Promise<Answer<unknown>>, fertig: string) => {
    setArbeit(was);
    setProblem(null);
    const answer = await ask();
    setArbeit(null);
    dienst.reload();
    keys.reload();
    if (answer.ok) toast(fertig);
    else setProblem(answer.problem);
  };
  const login = () => run('anmelden', () => call('remote.login', null), 'Sie sind angemeldet.');
  if (dienst.problem) return <ErrorBox problem={dienst.problem} />;
  if (dienst.data === null && dienst.loading) return <Panel titel="Fernsignaturdienst">{null}</Panel>;
  return (
    <>
      {dienst.data === null ? (
        <DienstFormular
          onFertig={() => {
            dienst.reload();
            void login();
          }}
        />
      ) : (
        <Panel
          titel="Fernsignaturdienst"
          rechts={
            <Button klein icon={Trash2} disabled={arbeit !== null} onClick={() => setWeg(true)}>
              Entfernen …
            </Button>
          }
        >
          <div className="am-stack">
            <Angaben dienst={dienst.data} />
            <div className="am-row">
              {dienst.data.angemeldet ? (
                <Button
                  icon={RefreshCw}
                  busy={arbeit === 'laden'}
                  onClick={() =>
                    void run('laden', () => call('remote.refresh', null), 'Die Schlüssel sind neu geladen.')
                  }
                >
                  Schlüssel neu laden
                </Button>
              ) : null}
              <Button
                art={dienst.data.angemeldet ? 'secondary' : 'primary'}
                icon={LogIn}
                busy={arbeit === 'anmelden'}
                onClick={() => void login()}
              >
                {dienst.data.angemeldet ? 'Neu anmelden …' : 'Im Browser anmelden …'}
              </Button>
            </div>
          </div>
        </Panel>
      )}
      <Browserschritt />
      {problem ? <ErrorBox problem={problem} /> : null}
      {dienst.data ? (
        <Schluesselliste keys={(keys.data ?? []).filter((k) => k.art === 'csc')} dienst={dienst.data} />
      ) : null}
      {weg && dienst.data ? (
        <Entfernen
          dienst={dienst.data}
          onClose={() => setWeg(false)}
          onDone={() => {
            setProblem(null);
            dienst.reload();
            keys.reload();
          }}
        />
      ) : null}
    </>
  );
}

interface EntfernenProps {
  readonly dienst: RemoteState;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function Entfernen({ dienst, onClose, onDone }: EntfernenProps) {
  const action = useAction();
  const remove = () =>
    action.run(
      () => call('remote.remove', null),
      () => {
        toast('Der Dienst ist entfernt.');
        onClose();
        onDone();
      },
    );
  return (
    <ActionDialog
      titel="Fernsignaturdienst entfernen?"
      action={action}
      verb="Entfernen"
      gefahr
      onAction={() => void remove()}
      onClose={onClose}
    >
      <p>
        „{dienst.name}“ wird auf diesem Gerät abgemeldet und vergessen. Ihre Schlüssel beim Anbieter und was
        Sie damit gezeichnet haben, bleiben bestehen.
      </p>
    </ActionDialog>
  );
}

const Angaben = ({ dienst }: { readonly dienst: RemoteState }) => (
  <DescriptionList
    breit
    angaben={[
      ['Dienst', dienst.name],
      ['Adresse', dienst.adresse],
      ['Schnittstelle', `CSC API, Version ${dienst.version}`],
      ['Anmeldung', `im Browser auf ${dienst.anmeldung}`],
      ['Client-Kennung', `${dienst.clientId}${dienst.mitGeheimnis ? ', mit Client-Geheimnis' : ''}`],
      ['Port des Rückwegs', dienst.port],
      [
        'Zustand',
        dienst.angemeldet ? (
          <StatusTag
            key="z"
            stufe="gut"
            text={dienst.bleibt ? 'angemeldet, auch nach einem Neustart' : 'angemeldet bis zum Sperren'}
          />
        ) : (
          <StatusTag key="z" stufe="warnung" text="nicht angemeldet" />
        ),
      ],
      ['Schlüssel geladen', dienst.stand ? zeitLang(dienst.stand) : null],
    ]}
  />
);

function Schluesselliste({
  keys,
  dienst,
}: {
  readonly keys: readonly SigningKey[];
  readonly dienst: RemoteState;
}) {
  return (
    <Panel titel="Schlüssel bei diesem Dienst" buendig={keys.length > 0} anzahl={keys.length}>
      {keys.length === 0 ? (
        <Note>
          {dienst.stand
            ? 'Der Dienst führt keinen Schlüssel für Sie. Fragen Sie den Anbieter, ob Ihr Zertifikat ausgestellt ist.'
            : 'Nach der Anmeldung stehen hier die Schlüssel, die der Dienst für Sie führt.'}
        </Note>
      ) : (
        <Table
          name="Schlüssel bei diesem Dienst"
          spalten={['Zertifikat', 'Niveau', 'Freigabe', 'Gültig bis', 'Zustand']}
        >
          {keys.map((k) => (
            <tr key={k.id}>
              <td>
                <b className="am-strong">{k.name}</b>
                <p className="am-muted am-small">
                  {k.aussteller} · {k.algorithmus}
                </p>
              </td>
              <td>{NIVEAU[k.niveau]}</td>
              <td>{freigabeOf(k)}</td>
              <td>{tagLang(k.gueltigBis.slice(0, 10))}</td>
              <td>
                <StatusTag {...zustandOf(k)} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  );
}
