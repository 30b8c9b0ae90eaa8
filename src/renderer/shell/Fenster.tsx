import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { AppState } from '../../contract/app.ts';
import { visibleFaecher, type PageProps } from '../faecher.ts';
import { Arbeitskorb } from '../arbeitskorb/Arbeitskorb.tsx';
import { EmptyState } from '../kit/Boxes.tsx';
import { useShortcut } from '../kit/shortcuts.ts';
import { Hochstufangebot } from '../pruefen/Hochstufangebot.tsx';
import { FileQuestion } from 'lucide-react';
import { useLoadAnzeige } from './anzeige.ts';
import { useAutoLock } from './autolock.ts';
import { Banner } from './Banner.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { FileDrop } from './FileDrop.tsx';
import { Header } from './Header.tsx';
import { pageOf } from './pages.ts';
import { Rail } from './Rail.tsx';
import { useRoute } from './router.ts';

const Suche = lazy(() => import('./Suche.tsx'));
const PersonWechsel = lazy(() => import('./PersonWechsel.tsx'));
const ShortcutsDialog = lazy(() =>
  import('../kit/ShortcutsDialog.tsx').then((m) => ({ default: m.ShortcutsDialog })),
);

/** The open window: header, rail, one page. */
export function Fenster({ app }: { readonly app: AppState }) {
  const route = useRoute();
  const [overlay, setOverlay] = useState<'suche' | 'tasten' | 'person' | null>(null);
  const main = useRef<HTMLElement>(null);
  const page = route.path[0] ?? 'arbeitskorb';
  const key = route.path.join('/');

  useLoadAnzeige(app.person?.id);
  useAutoLock(app.autoLockMinuten, true);
  useShortcut('Strg+K', 'Suchen', () => setOverlay('suche'));
  useShortcut('?', 'Diese Übersicht zeigen', () => setOverlay('tasten'));
  useShortcut('Strg+Umschalt+P', 'Übung: Person wechseln', () => setOverlay('person'), app.demo);
  useShortcut('Alt+1', 'Zum Arbeitskorb', () => (location.hash = '#/arbeitskorb'));

  // a new page starts at its top, with the keyboard in it
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    // unless the page has put it into a field itself: a link that names what is missing, a form made anew
    const fokus = document.activeElement;
    if (main.current?.contains(fokus) && fokus?.matches('input, select, textarea, [role=spinbutton]')) return;
    main.current?.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [key]);

  return (
    <div className="am-shell">
      <Header
        app={app}
        onSkip={() => main.current?.focus()}
        onSearch={() => setOverlay('suche')}
        onShortcuts={() => setOverlay('tasten')}
        onWechseln={() => setOverlay('person')}
      />
      <Rail app={app} page={page} />
      <main ref={main} className="am-main" tabIndex={-1}>
        <Banner app={app} seite={route.path[0] ?? ''} />
        <Hochstufangebot page={page} />
        <ErrorBoundary schluessel={`${app.person?.id} ${key}`}>
          <Suspense fallback={<div aria-busy="true" />}>
            <Seite key={app.person?.id} app={app} route={route} rest={route.path.slice(1)} page={page} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <FileDrop />
      <Suspense fallback={null}>
        {overlay === 'suche' ? <Suche app={app} onClose={() => setOverlay(null)} /> : null}
        {overlay === 'person' ? <PersonWechsel app={app} onClose={() => setOverlay(null)} /> : null}
        {overlay === 'tasten' ? <ShortcutsDialog onClose={() => setOverlay(null)} /> : null}
      </Suspense>
    </div>
  );
}

function Seite({ page, ...props }: PageProps & { readonly page: string }) {
  if (page === 'arbeitskorb') return <Arbeitskorb {...props} />;
  const Page = pageOf(page, visibleFaecher(props.app.person?.rollen ?? []), props.rest);
  if (Page) return <Page {...props} />;
  return (
    <EmptyState icon={FileQuestion} titel="Diese Seite gibt es nicht">
      <p>Vielleicht ist der Link veraltet, oder der Bereich ist für Sie nicht freigegeben.</p>
      <p>
        <a href="#/arbeitskorb">Zum Arbeitskorb</a>
      </p>
    </EmptyState>
  );
}
