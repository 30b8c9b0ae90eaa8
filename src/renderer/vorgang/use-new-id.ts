import { useEffect, useState } from 'react';
import { newId } from './execute.ts';

/** An id from the main process, fetched when the dialog opens; '' until it is there. */
export function useNewId(): string {
  const [id, setId] = useState('');
  useEffect(() => {
    void newId().then((got) => setId(typeof got === 'string' ? got : ''));
  }, []);
  return id;
}
