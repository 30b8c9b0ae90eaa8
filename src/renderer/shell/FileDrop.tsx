import { useEffect, useState } from 'react';
import { offerFile } from '../pruefen/angebot.ts';
import { navigate } from './router.ts';

/** A PDF dropped anywhere is offered for checking; dropping must never make the window load the file. */
export function FileDrop() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false;
    const enter = (e: DragEvent) => {
      if (!hasFiles(e)) return;
      depth++;
      setOver(true);
    };
    const leave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hold = (e: DragEvent) => e.preventDefault();
    const drop = (e: DragEvent) => {
      depth = 0;
      setOver(false);
      if (e.defaultPrevented) return;
      e.preventDefault();
      const file = e.dataTransfer?.files[0];
      if (file) {
        offerFile(file);
        navigate('#/pruefen');
      }
    };
    // capture: a drop zone that stops the event must still end the highlighting
    const end = () => {
      depth = 0;
      setOver(false);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', hold);
    addEventListener('drop', drop);
    addEventListener('drop', end, true);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', hold);
      removeEventListener('drop', drop);
      removeEventListener('drop', end, true);
    };
  }, []);
  return over ? (
    <div className="am-dropnote" role="status">
      PDF hier ablegen, um die Unterschriften zu prüfen
    </div>
  ) : null;
}
