import type { Stimmrechtregel } from '../../../domain/sitzung/index.ts';
import { TABELLE } from '../../../domain/sitzung/index.ts';
import { tagOf } from '../../../domain/shared/dates.ts';
import { fassungAm, type StammdatenTabelle } from '../../../domain/stammdaten/tabelle.ts';
import type { PageProps } from '../../faecher.ts';
import { ErrorBox } from '../../kit/Boxes.tsx';
import { useQuery } from '../../shell/query.ts';
import { useSitzung } from '../daten.ts';
import { LiveAnsicht } from './LiveAnsicht.tsx';

/** The running session on one laptop: waits for its data, then shows it. */
export default function LiveSeite({ app, id }: PageProps & { readonly id: string }) {
  const { da, problem } = useSitzung(id);
  const tabelle = useQuery('stammdaten.get', { tabelle: TABELLE.stimmrecht }).data;
  if (problem) return <ErrorBox problem={problem} />;
  if (!da) return <div className="am-page" aria-busy="true" />;
  const regel = tabelle
    ? fassungAm(tabelle as StammdatenTabelle<Stimmrechtregel>, tagOf(da.s.beginn))?.inhalt
    : null;
  return <LiveAnsicht app={app} {...da} ohneBuergermeister={regel?.ohneBuergermeister ?? []} />;
}
