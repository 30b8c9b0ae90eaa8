import { Vote } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../contract/channel.ts';
import {
  judgeAbstimmung,
  sitzungslage,
  stimmkreis,
  type Abstimmungslage,
  type Mehrheit,
  type Stimme,
} from '../../../domain/sitzung/index.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { execute, newId } from '../../vorgang/execute.ts';
import { personName } from '../daten.ts';
import { optionen } from '../gremium/worte.ts';
import { ABSTIMMUNGSFORM, GEGENSTAND, MEHRHEIT } from '../texte.ts';
import type { PunktProps } from './props.ts';
import { LEERE_STIMMEN, Stimmenfelder, type Stimmeneingabe } from './Stimmenfelder.tsx';

const STIMMEN: readonly (readonly [Stimme, string])[] = [
  ['ja', 'Ja'],
  ['nein', 'Nein'],
  ['enthaltung', 'Enth.'],
  ['nichtBeteiligt', 'n. b.'],
];

/** The vote: numbers or names, with the arithmetic against the room before anything is recorded. */
export function Abstimmen(p: PunktProps) {
  const { punkt, s, gremium, verzeichnis } = p;
  const [gegenstand, setGegenstand] = useState<'beschluss' | 'aenderungsantrag' | 'geschaeftsordnung'>(
    'beschluss',
  );
  const [worueber, setWorueber] = useState('');
  const [form, setForm] = useState<'offen' | 'namentlich' | 'geheim'>('offen');
  const [mehrheit, setMehrheit] = useState<Mehrheit>('einfach');
  const [grundlage, setGrundlage] = useState('');
  const [zahlen, setZahlen] = useState<Stimmeneingabe>(LEERE_STIMMEN);
  const [namen, setNamen] = useState<Readonly<Record<string, Stimme>>>({});
  const [erlaeuterung, setErlaeuterung] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const lage: Abstimmungslage = {
    sitzung: sitzungslage(s, gremium),
    befangen: punkt.verlauf.befangen.map((b) => b.person),
    ohneBuergermeister: p.ohneBuergermeister,
    top: `${punkt.nummer} ${punkt.titel}`,
    nameOf: (x) => personName(verzeichnis, x),
  };
  const rechtsgrundlage = grundlage === '' ? null : grundlage;
  const kreis = stimmkreis(lage, p.um, rechtsgrundlage);
  const einzelstimmen =
    form === 'namentlich'
      ? kreis.stimmberechtigt.map((x) => ({ person: x.person, stimme: namen[x.person] ?? ('ja' as const) }))
      : [];
  const summe = (stimme: Stimme) => einzelstimmen.filter((e) => e.stimme === stimme).length;
  const stimmen =
    form === 'namentlich'
      ? {
          ja: summe('ja'),
          nein: summe('nein'),
          enthaltung: summe('enthaltung'),
          nichtBeteiligt: summe('nichtBeteiligt'),
        }
      : zahlen;
  const abgegeben = stimmen.ja + stimmen.nein + stimmen.enthaltung + stimmen.nichtBeteiligt;
  const angaben = {
    id: 'probe',
    gegenstand,
    worueber: worueber.trim(),
    form,
    mehrheit,
    rechtsgrundlage,
    stimmen,
    einzelstimmen,
    erlaeuterung: erlaeuterung.trim(),
  };
  const urteil = judgeAbstimmung(lage, angaben, p.um);
  const rest = kreis.stimmberechtigt.length - abgegeben;

  const record = async () => {
    const id = await newId();
    if (typeof id !== 'string') return setProblem(id);
    setBusy(true);
    const answer = await execute(punkt.ziel, {
      type: 'recordAbstimmung',
      top: punkt.id,
      ...angaben,
      id,
      um: null,
    } as never);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setZahlen(LEERE_STIMMEN);
  };
  return (
    <section className="am-live__abstimmung" aria-label="Abstimmung">
      <h3>Abstimmung</h3>
      {problem ? <ErrorBox problem={problem} /> : null}
      {form === 'namentlich' ? (
        <ul className="am-namentlich">
          {kreis.stimmberechtigt.map((x) => (
            <li key={x.person}>
              <fieldset className="am-fieldset">
                <legend>{personName(verzeichnis, x.person)}</legend>
                <span className="am-segment">
                  {STIMMEN.map(([stimme, text]) => (
                    <label key={stimme}>
                      <input
                        type="radio"
                        name={`stimme-${x.person}`}
                        checked={(namen[x.person] ?? 'ja') === stimme}
                        onChange={() => setNamen((n) => ({ ...n, [x.person]: stimme }))}
                      />
                      {text}
                    </label>
                  ))}
                </span>
              </fieldset>
            </li>
          ))}
        </ul>
      ) : (
        <Stimmenfelder value={zahlen} onChange={setZahlen} />
      )}
      <p className="am-live__rechnung" role="status" data-passt={rest === 0 ? 'ja' : 'nein'}>
        {stimmen.ja} + {stimmen.nein} + {stimmen.enthaltung} + {stimmen.nichtBeteiligt} = <b>{abgegeben}</b>{' '}
        von <b>{kreis.stimmberechtigt.length}</b> Stimmberechtigten ({kreis.anwesend} anwesend,{' '}
        {kreis.befangen} befangen{kreis.ohneStimmrecht > 0 ? `, ${kreis.ohneStimmrecht} ohne Stimmrecht` : ''}
        ).{' '}
        {rest === 0
          ? urteil.ok
            ? `Ergebnis: ${urteil.value.text}`
            : ''
          : rest > 0
            ? `Es fehlen ${rest} Stimmen.`
            : `${-rest} Stimmen zu viel.`}
      </p>
      <div className="am-row">
        {form === 'namentlich' ? null : (
          <>
            <Button
              taste="Alt+E"
              onClick={() => setZahlen({ ...LEERE_STIMMEN, ja: kreis.stimmberechtigt.length })}
            >
              Einstimmig
            </Button>
            {rest > 0 ? (
              <Button taste="Alt+J" onClick={() => setZahlen({ ...zahlen, ja: zahlen.ja + rest })}>
                Rest dafür
              </Button>
            ) : null}
          </>
        )}
        <Button
          art="primary"
          icon={Vote}
          taste="Strg+Enter"
          busy={busy}
          disabled={!urteil.ok}
          onClick={() => void record()}
        >
          Ergebnis festhalten
        </Button>
      </div>
      <details
        className="am-warum"
        open={mehrheit !== 'einfach' || form !== 'offen' || gegenstand !== 'beschluss'}
      >
        <summary>
          Art der Abstimmung: {gegenstand === 'beschluss' ? 'Beschluss' : 'Antrag'}, {form},{' '}
          {MEHRHEIT[mehrheit]}
        </summary>
        <div className="am-cols">
          <Select
            label="Worüber"
            value={gegenstand}
            onChange={(g) => setGegenstand(g as typeof gegenstand)}
            optionen={optionen(GEGENSTAND)}
          />
          <Select
            label="Form"
            value={form}
            onChange={(f) => setForm(f as typeof form)}
            optionen={optionen(ABSTIMMUNGSFORM)}
          />
          <Select
            label="Mehrheit"
            value={mehrheit}
            onChange={(m) => setMehrheit(m as Mehrheit)}
            optionen={Object.entries(MEHRHEIT).map(([wert, text]) => ({ wert, text }))}
          />
          {gremium.gremiumArt === 'rat' ? (
            <Select
              label="Ohne Stimme der Bürgermeisterin (§ 40 Abs. 2)"
              leer="nein, sie stimmt mit"
              value={grundlage}
              onChange={setGrundlage}
              optionen={p.ohneBuergermeister.map((g) => ({ wert: g, text: g }))}
            />
          ) : null}
        </div>
        {gegenstand === 'beschluss' ? null : (
          <TextField label="Antrag in Worten" value={worueber} onChange={setWorueber} />
        )}
      </details>
      <TextField
        label="Erläuterung für die Niederschrift"
        optional
        value={erlaeuterung}
        onChange={setErlaeuterung}
        placeholder="z. B. 5 Gegenstimmen (Fraktion C)"
      />
    </section>
  );
}
