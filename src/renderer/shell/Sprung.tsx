import { FileQuestion, FolderOpen, RotateCcw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../contract/channel.ts';
import { readLink, writeLink } from '../../contract/link.ts';
import { call } from '../bridge.ts';
import { hrefOf, type PageProps } from '../faecher.ts';
import { EmptyState, ErrorBox } from '../kit/Boxes.tsx';
import { Button } from '../kit/Button.tsx';
import { PageHeader, Panel } from '../kit/Layout.tsx';
import { useQuery } from './query.ts';
import { navigate } from './router.ts';

/**
 * Where a link from a mail arrives (`#/vorgang/<id>?stadt=<city>`): leads on to the page of that Vorgang, or says why
 * it does not. The address comes from outside, so it is read again as strictly as the link itself.
 */
export default function Sprung({ route, rest }: PageProps) {
  const [id = ''] = rest;
  const link = readLink(writeLink({ ort: 'vorgang', id, stadt: route.query['stadt'] ?? null }));
  if (link.ort !== 'vorgang' || rest.length > 1) return <Ungueltig />;
  return <Suchen key={`${link.id} ${link.stadt}`} id={link.id} stadt={link.stadt} />;
}

function Suchen({ id, stadt }: { readonly id: string; readonly stadt: string | null }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sucht, setSucht] = useState(true);
  // While one waits here it may still arrive.
  const spaeter = useQuery('vorgang.get', problem ? { id } : undefined).data;
  const ziel = spaeter ? hrefOf(spaeter) : null;
  const search = useCallback(async () => {
    setSucht(true);
    const answer = await call('link.oeffnen', { id, stadt });
    // Meanwhile one may have gone elsewhere.
    if (!location.hash.includes(id)) return;
    if (answer.ok) return navigate(hrefOf(answer.value), true);
    setSucht(false);
    setProblem(answer.problem);
  }, [id, stadt]);
  useEffect(() => void search(), [search]);
  useEffect(() => {
    if (ziel !== null) navigate(ziel, true);
  }, [ziel]);

  return (
    <div className="am-page">
      <Kopf />
      {problem && !sucht ? (
        <ErrorBox problem={problem}>
          <div className="am-actions">
            {/* Another city's centre is not asked from here, however often. */}
            {problem.code === 'link.andere-stadt' ? null : (
              <Button klein icon={RotateCcw} onClick={() => void search()}>
                Noch einmal versuchen
              </Button>
            )}
            <a href="#/arbeitskorb">Zum Arbeitskorb</a>
          </div>
        </ErrorBox>
      ) : (
        <Panel>
          <p role="status" className="am-mit-icon">
            <FolderOpen size={18} aria-hidden /> Der Vorgang aus dem Link wird gesucht. Ist er noch nicht
            hier, fragt die Amtsmappe die Zentrale.
          </p>
        </Panel>
      )}
    </div>
  );
}

function Ungueltig() {
  return (
    <div className="am-page">
      <Kopf />
      <Panel>
        <EmptyState icon={FileQuestion} titel="Dieser Link führt zu keinem Vorgang">
          <p>
            Er ist unvollständig oder beschädigt; manche Mailprogramme brechen lange Zeilen um. Bitte den Link
            aus der E-Mail ganz kopieren und in die Suche (Strg+K) einfügen.
          </p>
          <p>
            <a href="#/arbeitskorb">Zum Arbeitskorb</a>: dort steht alles, was auf Sie wartet.
          </p>
        </EmptyState>
      </Panel>
    </div>
  );
}

const Kopf = () => (
  <PageHeader titel="Vorgang öffnen" pfad={[{ text: 'Arbeitskorb', href: '#/arbeitskorb' }]} />
);
