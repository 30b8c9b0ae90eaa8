import { Note } from '../kit/Boxes.tsx';
import { useRoute } from '../shell/router.ts';

/** Before the workspace is open: a link that was followed is not lost, it opens afterwards. */
export function LinkWartet() {
  const { path } = useRoute();
  if (path[0] !== 'vorgang') return null;
  return (
    <Note titel="Ein Link wartet">Sobald die Mappe offen ist, öffnet sich der Vorgang aus dem Link.</Note>
  );
}
