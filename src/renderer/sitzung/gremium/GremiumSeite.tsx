import { Ban, Pencil, ScrollText } from 'lucide-react';
import { useState } from 'react';
import {
  regelnAm,
  TABELLE,
  unterschriftsregel,
  type Gremium,
  type GremiumRegeln,
  type Unterschriftentabelle,
  type Unterschriftsregel,
} from '../../../domain/sitzung/index.ts';
import type { Tag } from '../../../domain/shared/vorgang.ts';
import { fassungAm, type StammdatenTabelle } from '../../../domain/stammdaten/tabelle.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { TextField } from '../../kit/Field.tsx';
import { tagLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import { useQuery } from '../../shell/query.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import { useVerzeichnis, useVorgang } from '../daten.ts';
import { Mitglieder } from './Mitglieder.tsx';
import { RegelnDialog } from './RegelnDialog.tsx';
import { regelText } from './Unterschriftsregeln.tsx';
import { DOKUMENT, GREMIUMART, PFLEGENDE } from './worte.ts';

/** A body: who sits in it and what its Geschäftsordnung says, each by date, kept by the council office. */
export default function GremiumSeite({ app, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Gremium>(id);
  const verzeichnis = useVerzeichnis();
  const tabelle = useQuery('stammdaten.get', { tabelle: TABELLE.unterschriften }).data;
  const [offen, setOffen] = useState<'regeln' | 'umbenennen' | 'aufloesen' | null>(null);
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (!view || !s || !verzeichnis) return <div className="am-page" aria-busy="true" />;
  const darf =
    s.aufgeloestAm === null &&
    view.nurLesen === null &&
    (app.person?.rollen.some((r) => PFLEGENDE.includes(r)) ?? false);
  const allgemein =
    (tabelle ? fassungAm(tabelle as StammdatenTabelle<Unterschriftentabelle>, app.heute) : null)?.inhalt
      .regeln ?? [];
  const heutige = regelnAm(s, app.heute);
  const close = () => setOffen(null);
  return (
    <Vorgangsrahmen
      view={view}
      titel={s.name}
      pfad={[{ text: 'Gremien', href: '#/sitzung?ansicht=gremien' }, { text: s.kuerzel }]}
      fliesst
      aktionen={
        darf ? (
          <>
            <Button icon={Ban} onClick={() => setOffen('aufloesen')}>
              Auflösen …
            </Button>
            <Button icon={Pencil} onClick={() => setOffen('umbenennen')}>
              Umbenennen …
            </Button>
            <Button art="primary" icon={ScrollText} onClick={() => setOffen('regeln')}>
              Neue Fassung der Regeln …
            </Button>
          </>
        ) : null
      }
    >
      {s.aufgeloestAm ? (
        <Note art="warnung" titel="Aufgelöst">
          Das Gremium besteht seit dem Ablauf des {tagLang(s.aufgeloestAm)} nicht mehr.
        </Note>
      ) : null}
      <Panel titel="Regeln">
        <div className="am-stack">
          <Regeln s={s} r={heutige} tag={app.heute} allgemein={allgemein} />
          {s.regeln
            .filter((r) => r !== heutige)
            .toSorted((a, b) => b.gueltigAb.localeCompare(a.gueltigAb))
            .map((r) => (
              <details key={r.gueltigAb} className="am-warum">
                <summary>
                  {r.gueltigAb > app.heute ? 'Künftige' : 'Frühere'} Fassung ab {tagLang(r.gueltigAb)}
                </summary>
                <Regeln s={s} r={r} tag={r.gueltigAb} allgemein={allgemein} />
              </details>
            ))}
        </div>
      </Panel>
      <Mitglieder view={view} s={s} verzeichnis={verzeichnis} heute={app.heute} darf={darf} />
      <Panel titel="Verlauf">
        <Verlauf id={view.id} art={view.art} />
      </Panel>
      {offen === 'regeln' ? (
        <RegelnDialog view={view} heute={app.heute} regeln={heutige} allgemein={allgemein} onClose={close} />
      ) : null}
      {offen === 'umbenennen' ? <Umbenennen view={view} s={s} onClose={close} /> : null}
      {offen === 'aufloesen' ? <Aufloesen view={view} s={s} heute={app.heute} onClose={close} /> : null}
    </Vorgangsrahmen>
  );
}

function Regeln(p: {
  readonly s: Gremium;
  readonly r: GremiumRegeln;
  readonly tag: Tag;
  readonly allgemein: readonly Unterschriftsregel[];
}) {
  const { r } = p;
  const { ladung } = r;
  const ungeprueft = (ok: boolean) => (ok ? '' : ' (nicht geprüft)');
  return (
    <DescriptionList
      breit
      angaben={[
        ['Art', GREMIUMART[p.s.gremiumArt]],
        ['Gültig ab', tagLang(r.gueltigAb)],
        ['Gesetzliche Mitgliederzahl', String(r.gesetzlicheMitgliederzahl)],
        [
          'Ladungsfrist',
          `${ladung.tage} ${ladung.nurWerktage ? 'Werktage' : ladung.zaehlung === 'volleTage' ? 'volle Tage' : 'Tage, spätestens am genannten Tag'}, ${ladung.norm}${ungeprueft(ladung.geprueft)}`,
        ],
        [
          'Verkürzung',
          ladung.verkuerzung
            ? `${ladung.verkuerzung.stunden} Stunden, ${ladung.verkuerzung.norm}`
            : 'nicht vorgesehen',
        ],
        ['Bekanntmachung', `${r.bekanntmachungTage} Tage vor der Sitzung`],
        ['§ 58 Abs. 3 GO NRW', r.ratsmitgliederUeberwiegen ? 'Ratsmitglieder müssen überwiegen' : null],
        ...(Object.keys(DOKUMENT) as Unterschriftsregel['dokument'][]).map(
          (d) =>
            [
              `Unterschrift ${DOKUMENT[d]}`,
              regelText(unterschriftsregel(p.s, p.tag, d, p.allgemein) ?? undefined),
            ] as const,
        ),
        ['Quelle', `${r.quelle}${ungeprueft(r.geprueft)}`],
      ]}
    />
  );
}

type DialogProps = Pick<Parameters<typeof RegelnDialog>[0], 'view' | 'onClose'> & { readonly s: Gremium };

function Umbenennen({ view, s, onClose }: DialogProps) {
  const [name, setName] = useState(s.name);
  const [kuerzel, setKuerzel] = useState(s.kuerzel);
  return (
    <BefehlDialog
      titel="Gremium umbenennen"
      verb="Umbenennen"
      icon={Pencil}
      view={view}
      ist="Das Gremium ist umbenannt."
      onClose={onClose}
      build={() =>
        name.trim() === '' || kuerzel.trim() === ''
          ? null
          : ({ type: 'renameGremium', name: name.trim(), kuerzel: kuerzel.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <Note>
            Angelegte Sitzungen und Niederschriften behalten den Namen, den das Gremium damals hatte.
          </Note>
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            error={versucht && name.trim() === '' ? 'Der Name fehlt.' : null}
          />
          <TextField
            label="Kürzel"
            value={kuerzel}
            maxLength={20}
            onChange={setKuerzel}
            error={versucht && kuerzel.trim() === '' ? 'Das Kürzel fehlt.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}

function Aufloesen({ view, s, heute, onClose }: DialogProps & { readonly heute: Tag }) {
  const [tag, setTag] = useState<Tag | null>(heute);
  const [grund, setGrund] = useState('');
  return (
    <BefehlDialog
      titel={`${s.name} auflösen`}
      verb="Auflösen"
      icon={Ban}
      gefahr
      view={view}
      ist="Das Gremium ist aufgelöst."
      onClose={onClose}
      build={() =>
        tag === null || grund.trim() === ''
          ? null
          : ({ type: 'dissolveGremium', letzterTag: tag, grund: grund.trim() } as never)
      }
    >
      {(versucht) => (
        <>
          <Note art="warnung">Danach kann keine Sitzung mehr angelegt und nichts mehr geändert werden.</Note>
          <DateField
            label="Letzter Tag"
            value={tag}
            onChange={setTag}
            error={versucht && !tag ? 'Geben Sie den letzten Tag an.' : null}
          />
          <TextField
            label="Begründung"
            value={grund}
            onChange={setGrund}
            placeholder="z. B. Ratsbeschluss vom …"
            error={versucht && grund.trim() === '' ? 'Das geht nur mit einer Begründung.' : null}
          />
        </>
      )}
    </BefehlDialog>
  );
}
