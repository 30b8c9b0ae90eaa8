import { Pencil, Printer, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { VorgangView } from '../../../contract/vorgang.ts';
import {
  mitgliederAm,
  type Dringlichkeitsentscheidung,
  type Gremium,
} from '../../../domain/sitzung/index.ts';
import type { PageProps } from '../../faecher.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBox, Note } from '../../kit/Boxes.tsx';
import { Select, type Option } from '../../kit/Field.tsx';
import { tagLang } from '../../kit/format.ts';
import { DescriptionList, Panel } from '../../kit/Layout.tsx';
import { Dokument } from '../../unterschriften/Dokument.tsx';
import { navigate } from '../../shell/router.ts';
import { BefehlDialog } from '../../vorgang/BefehlDialog.tsx';
import { Verlauf } from '../../vorgang/Verlauf.tsx';
import { Vorgangsrahmen } from '../../vorgang/Vorgangsrahmen.tsx';
import {
  aktionenFuer,
  darf,
  findAktion,
  papierpfad,
  personName,
  useVerzeichnis,
  useVorgang,
} from '../daten.ts';
import { drucke } from '../drucken.ts';
import { GrundDialog } from '../../vorgang/GrundDialog.tsx';
import { NichtoeffentlichTag } from '../Oeffentlichkeit.tsx';
import { PapierDialog } from '../niederschrift/PapierDialog.tsx';
import { Stifthinweis } from '../../umlauf/Stift.tsx';
import { Geleistet } from '../niederschrift/Unterschriften.tsx';
import {
  nachpruefknopf,
  papierknopf,
  unterschreibeknopf,
  vorlegeknopf,
} from '../niederschrift/Unterschriftsknoepfe.tsx';
import { useUnterschriftslauf } from '../niederschrift/Unterschriftslauf.tsx';
import { Bloecketext } from '../text/Bloecke.tsx';

/** An urgent decision with its two signatures and its way to the next session. */
export default function DringlichkeitSeite({ app, id }: PageProps & { readonly id: string }) {
  const { view, s, problem: fehlt } = useVorgang<Dringlichkeitsentscheidung>(id);
  const { s: gremium } = useVorgang<Gremium>(s?.gremium);
  const verzeichnis = useVerzeichnis();
  const [offen, setOffen] = useState<'papier' | 'verwerfen' | 'zuleiten' | null>(null);
  const lauf = useUnterschriftslauf(view, s?.dokument ?? null, 'Dringlichkeitsentscheidung', [
    `Dringlichkeitsentscheidung ${s?.nummer ?? ''}`,
    s?.betreff ?? '',
  ]);
  if (fehlt && !view) return <ErrorBox problem={fehlt} />;
  if (!view || !s || !verzeichnis) return <div className="am-page" aria-busy="true" />;
  const aktionen = aktionenFuer(app, view, s, verzeichnis);
  const unterschrift = findAktion(aktionen, 'signDringlichkeitsentscheidung');
  const ratsmitglieder = (gremium ? mitgliederAm(gremium, app.heute) : []).filter(
    (m) => m.eigenschaft === 'ratsmitglied' && m.funktion !== 'stellvertretung',
  );
  const berechtigt =
    unterschrift?.bezug === 'buergermeister' || ratsmitglieder.some((m) => m.person === app.person?.id);
  const zuleiten = s.phase === 'zurUnterschrift' && darf(aktionen, 'discardDringlichkeitsentscheidung');
  return (
    <Vorgangsrahmen
      view={view}
      titel={s.betreff}
      pfad={papierpfad(s.nummer)}
      marken={s.oeffentlich ? null : <NichtoeffentlichTag />}
      aktionen={
        <>
          <Button art="tertiary" icon={Printer} onClick={() => void drucke(view.id, 'entwurf')}>
            Drucken
          </Button>
          {darf(aktionen, 'discardDringlichkeitsentscheidung') ? (
            <Button icon={Trash2} onClick={() => setOffen('verwerfen')}>
              Verwerfen …
            </Button>
          ) : null}
          {darf(aktionen, 'changeDringlichkeitsentscheidung') ? (
            <Button icon={Pencil} onClick={() => navigate(`#/sitzung/dringlichkeit/${view.id}/bearbeiten`)}>
              Bearbeiten …
            </Button>
          ) : null}
          {zuleiten ? (
            <Button icon={Send} onClick={() => setOffen('zuleiten')}>
              Ratsmitglied zuleiten …
            </Button>
          ) : null}
          {darf(aktionen, 'recheckUnterschriften') ? nachpruefknopf(lauf) : null}
          {darf(aktionen, 'recordPapierunterschrift') ? papierknopf(() => setOffen('papier')) : null}
          {darf(aktionen, 'presentDringlichkeitsentscheidung')
            ? vorlegeknopf(lauf)
            : unterschrift?.erlaubt && berechtigt
              ? unterschreibeknopf(lauf, unterschrift.bezug)
              : null}
        </>
      }
    >
      {lauf.problem ? <ErrorBox problem={lauf.problem} /> : null}
      {s.phase === 'entschieden' && s.sitzung === null ? (
        <Note art="warnung" titel="Genehmigung steht aus">
          Die Entscheidung gehört auf die nächste Tagesordnung: {s.gremiumName} (§ 60 Abs. 1 GO NRW).
        </Note>
      ) : null}
      <div className="am-zweidrittel">
        {s.dokument ? (
          <Dokument sha256={s.dokument} titel="Dringlichkeitsentscheidung" />
        ) : (
          <Panel titel="Entwurf" scroll>
            <article className="am-papier">
              <Bloecketext bloecke={s.beschluss} />
              <h3>Grund der Dringlichkeit</h3>
              <p>{s.dringlichkeit}</p>
              {s.anstelle === 'rat' ? (
                <>
                  <h3>Warum der Hauptausschuss nicht rechtzeitig tagen konnte</h3>
                  <p>{s.hauptausschussGrund}</p>
                </>
              ) : null}
            </article>
          </Panel>
        )}
        <Panel titel="Auf einen Blick" scroll>
          <div className="am-stack">
            <DescriptionList
              angaben={[
                ['Anstelle', s.gremiumName],
                ['Beratungsart', s.oeffentlich ? 'öffentlich' : 'nichtöffentlich'],
                ['Norm', s.norm],
                [
                  'Sitzung',
                  s.sitzung ? (
                    <a href={`#/sitzung/termin/${s.sitzung}`}>
                      {s.sitzungstag ? tagLang(s.sitzungstag) : ''}
                    </a>
                  ) : null,
                ],
                ['Ergebnis', s.ergebnis],
              ]}
            />
            <div>
              <h3>Unterschriften</h3>
              <Stifthinweis vorgang={view.id} />
              {s.unterschriften.length === 0 ? <p className="am-muted">Noch keine.</p> : null}
              <ol className="am-line am-line--eng">
                {s.unterschriften.map((u) => (
                  <Geleistet key={u.rolle} u={u} />
                ))}
              </ol>
            </div>
            <Verlauf id={view.id} art={view.art} />
          </div>
        </Panel>
      </div>
      {lauf.dialog}
      {offen === 'papier' ? (
        <PapierDialog
          view={view}
          rolle="mitglied"
          personen={ratsmitglieder.map((m) => ({ id: m.person, name: personName(verzeichnis, m.person) }))}
          onClose={() => setOffen(null)}
        />
      ) : null}
      {offen === 'zuleiten' ? (
        <ZuleitenDialog
          view={view}
          personen={ratsmitglieder.map((m) => ({ wert: m.person, text: personName(verzeichnis, m.person) }))}
          onClose={() => setOffen(null)}
        />
      ) : null}
      {offen === 'verwerfen' ? (
        <GrundDialog
          titel="Entscheidung verwerfen"
          verb="Verwerfen"
          icon={Trash2}
          gefahr
          view={view}
          ist="Die Entscheidung ist verworfen."
          command={(grund) => ({ type: 'discardDringlichkeitsentscheidung', grund })}
          onClose={() => setOffen(null)}
        />
      ) : null}
    </Vorgangsrahmen>
  );
}

/** Lets one councillor read the decision, so that it can be signed by them. */
function ZuleitenDialog(p: {
  readonly view: VorgangView;
  readonly personen: readonly Option[];
  readonly onClose: () => void;
}) {
  const [person, setPerson] = useState(p.personen[0]?.wert ?? '');
  return (
    <BefehlDialog
      titel="Zur Unterschrift zuleiten"
      verb="Zuleiten"
      icon={Send}
      view={p.view}
      ist="Die Entscheidung liegt dem Ratsmitglied vor."
      onClose={p.onClose}
      build={() => (person === '' ? null : ({ type: 'grantEinsicht', personen: [person] } as never))}
    >
      {() => (
        <Select label="Ratsmitglied des Gremiums" value={person} onChange={setPerson} optionen={p.personen} />
      )}
    </BefehlDialog>
  );
}
