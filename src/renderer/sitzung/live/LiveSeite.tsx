import type {
  Gremium,
  NichtoeffentlicheSitzung,
  Sitzung,
  Stimmrechtregel,
} from '../../../domain/sitzung/index.ts';
import { TABELLE } from '../../../domain/sitzung/index.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import { fassungAm, type StammdatenTabelle } from '../../../domain/stammdaten/tabelle.ts';
import type { PageProps } from '../../faecher.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { useQuery } from '../../shell/query.ts';
import { useVerzeichnis, useVorgang } from '../daten.ts';
import { LiveAnsicht } from './LiveAnsicht.tsx';

/** The running session on one laptop: waits for its data, then shows it. */
export default function LiveSeite({ app, id }: PageProps & { readonly id: string }) {
  const { view, s, problem } = useVorgang<Sitzung>(id);
  const gremium = useVorgang<Gremium>(s?.gremium);
  const noe = useVorgang<NichtoeffentlicheSitzung>(s?.nichtoeffentlicheSitzung);
  const tabelle = useQuery('stammdaten.get', { tabelle: TABELLE.stimmrecht }).data;
  const verzeichnis = useVerzeichnis();
  if (problem && !view) return <ErrorBox problem={problem} />;
  if (!view || !s || !gremium.s || !verzeichnis || (!noe.view && !noe.problem))
    return <div className="am-page" aria-busy="true" />;
  const regel = tabelle
    ? fassungAm(tabelle as StammdatenTabelle<Stimmrechtregel>, tagOf(s.beginn))?.inhalt
    : null;
  return (
    <LiveAnsicht
      app={app}
      view={view}
      s={s}
      gremium={gremium.s}
      noe={noe.view && noe.s ? { view: noe.view, s: noe.s } : null}
      verzeichnis={verzeichnis}
      ohneBuergermeister={regel?.ohneBuergermeister ?? []}
    />
  );
}
