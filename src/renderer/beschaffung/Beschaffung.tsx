import type { PageProps } from '../faecher.ts';
import { Liste } from './Liste.tsx';

/** Everything under `#/beschaffung`: the list, a new slip, one slip. */
export default function Beschaffung(props: PageProps) {
  return <Liste {...props} />;
}
