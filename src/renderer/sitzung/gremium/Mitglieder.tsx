import { UserMinus, UserPen, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import type { Verzeichnis } from '../../../domain/organisation/verzeichnis.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { mitgliederAm, type Gremium, type Mitglied } from '../../../domain/sitzung/index.ts';
import { Button, IconButton } from '../../kit/Button.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { TextField } from '../../kit/Field.tsx';
import { tagLang } from '../../kit/format.ts';
import { Panel } from '../../kit/Layout.tsx';
import { Table } from '../../kit/Table.tsx';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { personName } from '../daten.ts';
import { EIGENSCHAFT } from '../texte.ts';
import { MitgliedDialog } from './MitgliedDialog.tsx';
import { FUNKTION, STIMMRECHT } from './worte.ts';

interface Props {
  readonly view: VorgangView;
  readonly s: Gremium;
  readonly verzeichnis: Verzeichnis;
  readonly heute: Tag;
  readonly darf: boolean;
}

type Offen = { readonly art: 'neu' | 'aendern' | 'beenden'; readonly m: Mitglied | null } | null;

const RANG: Readonly<Record<Mitglied['funktion'], number>> = {
  vorsitz: 0,
  stellvVorsitz: 1,
  mitglied: 2,
  stellvertretung: 3,
};

const zeitraum = (m: Mitglied): string =>
  [m.gueltigVon ? `ab ${tagLang(m.gueltigVon)}` : '', m.gueltigBis ? `bis ${tagLang(m.gueltigBis)}` : '']
    .filter(Boolean)
    .join(' ');

/** Who sits in the body on a day; who comes later or has left stands below. */
export function Mitglieder(p: Props) {
  const { s, verzeichnis, heute, darf } = p;
  const [stand, setStand] = useState<Tag>(heute);
  const [offen, setOffen] = useState<Offen>(null);
  const am = mitgliederAm(s, stand).toSorted(
    (a, b) =>
      RANG[a.funktion] - RANG[b.funktion] ||
      personName(verzeichnis, a.person).localeCompare(personName(verzeichnis, b.person), 'de', {
        numeric: true,
      }),
  );
  const andere = s.mitglieder.filter((m) => !am.includes(m));
  const zeile = (m: Mitglied) => {
    const name = personName(verzeichnis, m.person);
    return (
      <tr key={`${m.person} ${m.gueltigVon ?? ''}`}>
        <td>{name}</td>
        <td>
          {FUNKTION[m.funktion]}
          {m.vertritt.length > 0 ? (
            <span className="am-muted am-small">
              {' '}
              für {m.vertritt.map((x) => personName(verzeichnis, x)).join(', ')}
            </span>
          ) : null}
        </td>
        <td>{EIGENSCHAFT[m.eigenschaft]}</td>
        <td>{m.fraktion ?? ''}</td>
        <td>{STIMMRECHT[m.stimmrecht]}</td>
        <td>{zeitraum(m)}</td>
        {darf ? (
          <td className="am-table__knoepfe">
            <IconButton
              icon={UserPen}
              text={`${name} ändern`}
              onClick={() => setOffen({ art: 'aendern', m })}
            />
            <IconButton
              icon={UserMinus}
              text={`Mitgliedschaft von ${name} beenden`}
              onClick={() => setOffen({ art: 'beenden', m })}
            />
          </td>
        ) : null}
      </tr>
    );
  };
  const spalten = [
    'Name',
    'Funktion',
    'Eigenschaft',
    'Fraktion',
    'Stimmrecht',
    'Zeitraum',
    ...(darf ? [{ text: 'Aktionen', art: 'verborgen' } as const] : []),
  ];
  return (
    <Panel
      titel="Mitglieder"
      icon={Users}
      anzahl={am.length}
      ruhig
      buendig
      rechts={
        darf ? (
          <Button klein icon={UserPlus} onClick={() => setOffen({ art: 'neu', m: null })}>
            Mitglied aufnehmen …
          </Button>
        ) : null
      }
    >
      <div className="am-gremium__stand">
        <DateField label="Stand am" value={stand} onChange={(tag) => setStand(tag ?? heute)} />
      </div>
      <Table name={`Mitglieder am ${tagLang(stand)}`} spalten={spalten}>
        {am.map(zeile)}
      </Table>
      {andere.length > 0 ? (
        <details className="am-gremium__andere">
          <summary>Frühere und künftige Mitglieder ({andere.length})</summary>
          <Table name="Frühere und künftige Mitglieder" spalten={spalten}>
            {andere.map(zeile)}
          </Table>
        </details>
      ) : null}
      {offen && offen.art !== 'beenden' ? (
        <MitgliedDialog {...p} bisher={offen.m} onClose={() => setOffen(null)} />
      ) : null}
      {offen?.art === 'beenden' && offen.m ? (
        <BeendenDialog {...p} m={offen.m} onClose={() => setOffen(null)} />
      ) : null}
    </Panel>
  );
}

function BeendenDialog(p: Props & { readonly m: Mitglied; readonly onClose: () => void }) {
  const [tag, setTag] = useState<Tag | null>(p.heute);
  const [grund, setGrund] = useState('');
  const name = personName(p.verzeichnis, p.m.person);
  return (
    <BefehlDialog
      titel={`Mitgliedschaft von ${name} beenden`}
      verb="Mitgliedschaft beenden"
      icon={UserMinus}
      gefahr
      view={p.view}
      ist={`Die Mitgliedschaft von ${name} ist beendet.`}
      onClose={p.onClose}
      build={() =>
        tag === null
          ? null
          : ({
              type: 'endGremiumMitgliedschaft',
              person: p.m.person,
              letzterTag: tag,
              grund: grund.trim(),
            } as never)
      }
    >
      {(versucht) => (
        <>
          <DateField
            label="Letzter Tag"
            value={tag}
            onChange={setTag}
            error={versucht && !tag ? 'Geben Sie den letzten Tag an.' : null}
          />
          <TextField
            label="Anlass"
            optional
            value={grund}
            onChange={setGrund}
            placeholder="z. B. Niederlegung des Mandats"
          />
        </>
      )}
    </BefehlDialog>
  );
}
