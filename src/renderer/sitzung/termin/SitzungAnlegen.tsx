import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import {
  letzterLadungstag,
  regelnAm,
  TABELLE,
  type Gremium,
  type Sitzung,
  type StandardTops,
} from '../../../domain/sitzung/index.ts';
import { fassungAm, type StammdatenTabelle } from '../../../domain/stammdaten/tabelle.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { Note } from '../../kit/Boxes.tsx';
import { Select, TextField } from '../../kit/Field.tsx';
import { useQuery } from '../../shell/query.ts';
import { navigate } from '../../shell/router.ts';
import { execute, newId, sayDone } from '../../vorgang/execute.ts';
import { useGremien, useVorgang } from '../daten.ts';
import { FORM } from '../texte.ts';
import { Zeitfeld, zeitpunktOf, type TagUndZeit } from '../Zeitfeld.tsx';
import { Fristrechnung } from './Fristrechnung.tsx';
import { naechsteBezeichnung } from './bezeichnung.ts';

interface Props {
  readonly heute: Tag;
  /** the session whose matters could not be resolved on for lack of quorum */
  readonly zweite?: { readonly id: string; readonly gremium: string; readonly titel: string };
  readonly onClose: () => void;
}

/** A new session: body, time and place; the last day of the invitation is shown while one types. */
export function SitzungAnlegen({ heute, zweite, onClose }: Props) {
  const gremien = useGremien();
  const [gremium, setGremium] = useState(zweite?.gremium ?? '');
  const [eigener, setTitel] = useState<string | null>(null);
  const [zeit, setZeit] = useState<TagUndZeit>({ tag: null, uhr: '17:00' });
  const [ort, setOrt] = useState('Rathaus, Ratssaal');
  const [form, setForm] = useState<Sitzung['form']>('praesenz');
  const action = useAction();
  const { versucht, problem } = action;
  const gewaehlt = gremium || gremien[0]?.id || '';
  const { s: g } = useVorgang<Gremium>(gewaehlt);
  const sitzungen = useQuery('vorgang.list', { arten: ['sitzung'] }).data;
  const titel =
    eigener ?? naechsteBezeichnung(sitzungen ?? [], gremien.find((r) => r.id === gewaehlt)?.titel ?? '');
  const standard = useQuery('stammdaten.get', { tabelle: TABELLE.standardTops }).data;
  const beginn = zeitpunktOf(zeit);
  const frist = g && beginn ? letzterLadungstag(beginn, regelnAm(g, tagOf(beginn)).ladung) : null;

  const submit = () =>
    action.run(
      () =>
        !beginn || !g || titel.trim() === '' || ort.trim() === ''
          ? null
          : create(
              gewaehlt,
              g,
              { titel: titel.trim(), beginn, ort: ort.trim(), form },
              standard,
              zweite?.id ?? null,
            ),
      (answer) => {
        sayDone('Die Sitzung ist angelegt.', answer);
        onClose();
        navigate(`#/sitzung/termin/${answer.vorgang.id}`);
      },
    );
  return (
    <ActionDialog
      titel="Sitzung anlegen"
      action={action}
      verb="Sitzung anlegen"
      icon={CalendarPlus}
      onAction={() => void submit()}
      onClose={onClose}
    >
      {zweite ? (
        <Note titel="Zweite Sitzung (§ 49 Abs. 2 GO NRW)">
          Zu denselben Punkten wie „{zweite.titel}“. Sie ist ohne Rücksicht auf die Zahl der Anwesenden
          beschlussfähig; die Einladung weist ausdrücklich darauf hin.
        </Note>
      ) : null}
      <Select
        label="Gremium"
        disabled={zweite !== undefined}
        value={gewaehlt}
        onChange={setGremium}
        optionen={gremien.map((r) => ({ wert: r.id, text: r.titel }))}
      />
      <TextField
        label="Bezeichnung"
        value={titel}
        onChange={setTitel}
        placeholder="z. B. 8. Sitzung"
        error={versucht && titel.trim() === '' ? 'Geben Sie der Sitzung eine Bezeichnung.' : null}
      />
      <Zeitfeld
        label="Sitzungstag"
        value={zeit}
        onChange={setZeit}
        error={versucht && !beginn ? 'Geben Sie Tag und Uhrzeit an.' : null}
      />
      <div className="am-cols">
        <TextField
          label="Ort"
          value={ort}
          onChange={setOrt}
          error={versucht && ort.trim() === '' ? 'Geben Sie den Ort an.' : null}
        />
        <Select
          label="Form"
          value={form}
          onChange={(f) => setForm(f as Sitzung['form'])}
          optionen={Object.entries(FORM).map(([wert, text]) => ({ wert, text }))}
          error={problem?.field === 'form' ? problem.cause : null}
        />
      </div>
      {frist ? <Fristrechnung frist={frist} /> : null}
      {beginn && tagOf(beginn) < heute ? (
        <Note art="warnung" titel="Dieser Tag ist schon vorbei">
          Prüfen Sie das Datum, bevor Sie die Sitzung anlegen.
        </Note>
      ) : frist && frist.letzterTag < heute ? (
        <Note art="warnung" titel="Dafür kann nicht mehr fristgerecht eingeladen werden">
          Eine Verkürzung braucht eine Begründung und ist nur zulässig, wenn die Geschäftsordnung sie kennt.
        </Note>
      ) : null}
    </ActionDialog>
  );
}

/** Standing items come from the table, the general ones unless the kind of body has its own. */
function standardTitel(tabelle: StammdatenTabelle | null, g: Gremium, tag: Tag): readonly string[] {
  const fassung = tabelle ? fassungAm(tabelle as StammdatenTabelle<StandardTops>, tag) : null;
  const vorlagen = fassung?.inhalt.vorlagen ?? [];
  const found = vorlagen.find((v) => v.gremiumArt === g.gremiumArt) ?? vorlagen.find((v) => !v.gremiumArt);
  return found?.titel ?? [];
}

async function create(
  gremium: string,
  g: Gremium,
  daten: { readonly titel: string; readonly beginn: string; readonly ort: string; readonly form: string },
  standard: StammdatenTabelle | null,
  wiederholungVon: string | null,
) {
  const titel = standardTitel(standard, g, tagOf(daten.beginn));
  const ids = await Promise.all([newId(), newId(), ...titel.map(() => newId())]);
  const bad = ids.find((i) => typeof i !== 'string');
  if (bad && typeof bad !== 'string') return { ok: false as const, problem: bad };
  const [id = '', noe = '', ...tops] = ids as string[];
  const command = {
    type: 'createSitzung',
    gremium,
    nichtoeffentlicheSitzung: noe,
    ...daten,
    wiederholungVon,
    standardTops: titel.map((t, i) => ({ id: tops[i] ?? '', titel: t })),
  };
  return execute({ art: 'sitzung', id, revision: 0 }, command);
}
