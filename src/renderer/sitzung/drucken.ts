import { call } from '../bridge.ts';
import { toastProblem } from '../kit/toasts.ts';
import { blobUrl } from '../kit/upload.ts';

/** Makes the printable form of a Vorgang and opens it beside the app, where it can be printed and saved. */
export async function drucke(vorgang: string, form: string): Promise<void> {
  const made = await call('print.create', { vorgang, form });
  if (made.ok) open(blobUrl(made.value.sha256), '_blank', 'noopener');
  else toastProblem(made.problem);
}
