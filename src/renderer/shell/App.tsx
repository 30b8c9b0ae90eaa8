import { lazy, Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { assertNever } from '../../domain/shared/result.ts';
import { ErrorBox } from '../kit/Boxes.tsx';
import { Toasts } from '../kit/Toasts.tsx';
import { flushHeld, hasHeld } from '../kit/toasts.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Fenster } from './Fenster.tsx';
import { useApp } from './state.ts';

const Einrichten = lazy(() => import('../start/Einrichten.tsx'));
const Entsperren = lazy(() => import('../start/Entsperren.tsx'));
const Freigabe = lazy(() => import('../sync/Freigabe.tsx'));
const Beschaedigt = lazy(() => import('../start/Beschaedigt.tsx'));

/** The whole window: which of its few states it is in. */
export function App() {
  useEffect(() => {
    const leave = () => flushHeld();
    const ask = (e: BeforeUnloadEvent) => {
      // gives the held action the moment it needs to get out
      if (hasHeld()) {
        flushHeld();
        e.preventDefault();
      }
    };
    addEventListener('pagehide', leave);
    addEventListener('beforeunload', ask);
    return () => {
      removeEventListener('pagehide', leave);
      removeEventListener('beforeunload', ask);
    };
  }, []);
  return (
    <I18nProvider locale="de-DE">
      <ErrorBoundary>
        <Suspense fallback={null}>
          <Phase />
        </Suspense>
      </ErrorBoundary>
      <Toasts />
    </I18nProvider>
  );
}

function Phase() {
  const { app, problem, gehalten } = useApp();
  const phase = gehalten ?? app?.phase;
  if (!app || !phase) {
    return problem ? (
      <main className="am-start">
        <div className="am-start__card">
          <ErrorBox problem={problem} />
        </div>
      </main>
    ) : null;
  }
  switch (phase) {
    case 'einrichten':
      return <Einrichten app={app} />;
    case 'gesperrt':
      return <Entsperren app={app} />;
    case 'beschaedigt':
      return <Beschaedigt app={app} />;
    case 'freigabe':
      return <Freigabe app={app} />;
    case 'offen':
      return <Fenster app={app} />;
    default:
      return assertNever(phase);
  }
}
