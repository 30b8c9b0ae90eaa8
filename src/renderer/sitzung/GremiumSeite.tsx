import type { Gremium } from '../../domain/sitzung/index.ts';
import { mitgliederAm, regelnAm } from '../../domain/sitzung/index.ts';
import type { PageProps } from '../faecher.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { tagLang } from '../kit/format.ts';
import { DescriptionList, PageHeader, Panel } from '../kit/Layout.tsx';
import { StatusTag } from '../kit/Status.tsx';
import { personName, useVerzeichnis, useVorgang } from './daten.ts';
import { EIGENSCHAFT } from './texte.ts';

const FUNKTION = {
  vorsitz: 'Vorsitz',
  stellvVorsitz: 'stellv. Vorsitz',
  mitglied: 'Mitglied',
  stellvertretung: 'Stellvertretung',
} as const;

/** A body: who sits in it, and the rules of its Geschäftsordnung in force today. */
export default function GremiumSeite({ app, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Gremium>(id);
  const verzeichnis = useVerzeichnis();
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (!view || !s || !verzeichnis) return <div className="am-page" aria-busy="true" />;
  const r = regelnAm(s, app.heute);
  return (
    <div className="am-page">
      <PageHeader
        titel={s.name}
        pfad={[{ text: 'Sitzungen', href: '#/sitzung' }, { text: s.kuerzel }]}
        zusatz={<StatusTag {...view.projection.status} />}
      />
      <Panel titel="Regeln">
        <DescriptionList
          breit
          angaben={[
            ['Gültig ab', tagLang(r.gueltigAb)],
            ['Gesetzliche Mitgliederzahl', String(r.gesetzlicheMitgliederzahl)],
            [
              'Ladungsfrist',
              `${r.ladung.tage} ${r.ladung.zaehlung === 'volleTage' ? 'volle Tage' : 'Tage, spätestens am genannten Tag'}, ${r.ladung.norm}${r.ladung.geprueft ? '' : ' (nicht geprüft)'}`,
            ],
            [
              'Verkürzung',
              r.ladung.verkuerzung
                ? `${r.ladung.verkuerzung.stunden} Stunden, ${r.ladung.verkuerzung.norm}`
                : 'nicht vorgesehen',
            ],
            ['Quelle', `${r.quelle}${r.geprueft ? '' : ' (nicht geprüft)'}`],
          ]}
        />
      </Panel>
      <Panel titel="Mitglieder" buendig>
        <div className="am-tablewrap">
          <table className="am-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Funktion</th>
                <th scope="col">Eigenschaft</th>
                <th scope="col">Fraktion</th>
                <th scope="col">Stimmrecht</th>
              </tr>
            </thead>
            <tbody>
              {mitgliederAm(s, app.heute).map((m) => (
                <tr key={m.person}>
                  <td>{personName(verzeichnis, m.person)}</td>
                  <td>{FUNKTION[m.funktion]}</td>
                  <td>{EIGENSCHAFT[m.eigenschaft]}</td>
                  <td>{m.fraktion ?? ''}</td>
                  <td>{m.stimmrecht === 'beratend' ? 'beratend' : 'stimmberechtigt'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Panel>
    </div>
  );
}
