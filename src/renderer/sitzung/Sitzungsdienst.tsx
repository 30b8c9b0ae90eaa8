import { lazy } from 'react';
import type { PageProps } from '../faecher.ts';
import './sitzung.css';
import { Uebersicht } from './Uebersicht.tsx';

const VorlageSeite = lazy(() => import('./vorlage/VorlageSeite.tsx'));
const VorlageFormular = lazy(() => import('./vorlage/VorlageFormular.tsx'));
const TerminSeite = lazy(() => import('./termin/TerminSeite.tsx'));
const LiveSeite = lazy(() => import('./live/LiveSeite.tsx'));
const NiederschriftSeite = lazy(() => import('./niederschrift/NiederschriftSeite.tsx'));
const NiederschriftFormular = lazy(() => import('./niederschrift/NiederschriftFormular.tsx'));
const EingangSeite = lazy(() => import('./eingang/AntragSeite.tsx'));
const EingangFormular = lazy(() => import('./eingang/AntragFormular.tsx'));
const DringlichkeitSeite = lazy(() => import('./eingang/DringlichkeitSeite.tsx'));
const DringlichkeitFormular = lazy(() => import('./eingang/DringlichkeitFormular.tsx'));
const GremiumSeite = lazy(() => import('./gremium/GremiumSeite.tsx'));
const Weiterleitung = lazy(() => import('./Weiterleitung.tsx'));

/** Everything under `#/sitzung`: lists, papers, sessions, the running session, minutes. */
export default function Sitzungsdienst(props: PageProps) {
  const [teil, id, unter] = props.rest;
  if (teil === undefined || id === undefined) return <Uebersicht {...props} />;
  const seite = { ...props, key: `${teil} ${id}`, id };
  const neu = id === 'neu';
  switch (teil) {
    case 'vorlage':
      if (neu) return <VorlageFormular {...props} id={null} />;
      return unter === 'bearbeiten' ? <VorlageFormular {...seite} /> : <VorlageSeite {...seite} />;
    case 'termin':
      return unter === 'live' ? <LiveSeite {...seite} /> : <TerminSeite {...seite} />;
    case 'niederschrift':
      return unter === 'bearbeiten' ? (
        <NiederschriftFormular {...seite} />
      ) : (
        <NiederschriftSeite {...seite} />
      );
    case 'antrag':
      return neu ? <EingangFormular {...props} /> : <EingangSeite {...seite} />;
    case 'dringlichkeit':
      if (neu) return <DringlichkeitFormular {...props} id={null} />;
      return unter === 'bearbeiten' ? (
        <DringlichkeitFormular {...seite} />
      ) : (
        <DringlichkeitSeite {...seite} />
      );
    case 'gremium':
      return <GremiumSeite {...seite} />;
    default:
      return <Weiterleitung {...seite} />;
  }
}
