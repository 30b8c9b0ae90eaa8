import { lazy } from 'react';
import type { PageProps } from '../faecher.ts';
import { Liste } from './Liste.tsx';

const Formular = lazy(() => import('./formular/Formular.tsx'));
const Einfuhr = lazy(() => import('./formular/Einfuhr.tsx'));
const Seite = lazy(() => import('./LaufzettelSeite.tsx'));

/** Everything under `#/beschaffung`: the list, a new slip, an import, one slip, its form. */
export default function Beschaffung(props: PageProps) {
  const [id, teil] = props.rest;
  if (id === undefined) return <Liste />;
  if (id === 'neu') return <Formular {...props} id={null} />;
  if (id === 'einfuhr') return <Einfuhr {...props} />;
  if (teil === 'bearbeiten') return <Formular key={id} {...props} id={id} />;
  return <Seite key={id} {...props} id={id} />;
}
