import type { ChannelInput } from '../../../contract/channels.ts';
import type { SigningProof, WaitingStep } from '../../../contract/signing.ts';
import { findPerson, formatPerson } from '../../../domain/organisation/index.ts';
import { reject } from '../../../domain/shared/rejection.ts';
import { ok } from '../../../domain/shared/result.ts';
import type { PersonId } from '../../../domain/shared/vorgang.ts';
import { aktuelleSchritte, zeichnungsauftrag, type Schritt } from '../../../domain/umlauf/index.ts';
import { buildArbeitskorb } from '../arbeitskorb.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { signStep, type SigningSubject } from './signing.ts';
import type { BatchJob } from './batch.ts';
import { viewerOf, viewVorgang } from '../views.ts';

type StepInput = ChannelInput<'sign.steps'>['schritte'][number];

/**
 * Steps that wait for this person and are signed with a key, due first. In a batch the approving decision is made
 * and no other; what needs more (a figure, a reason, another decision) says why it must be opened by itself.
 */
export function waitingSteps(workspace: OpenWorkspace, person: PersonId): readonly WaitingStep[] {
  const { ctx, services } = workspace;
  const viewer = viewerOf(ctx, person);
  const { aufgaben } = buildArbeitskorb(ctx, viewer);
  const seen = new Set<string>();
  return aufgaben.flatMap((aufgabe): readonly WaitingStep[] => {
    const { id: vorgang, art } = aufgabe.vorgang;
    if (seen.has(vorgang)) return [];
    const view = viewVorgang(ctx, viewer, vorgang);
    const subject = view && services.get(art)?.signing?.(view.state);
    if (!view || !subject || view.nurLesen) return [];
    seen.add(vorgang);
    return aktuelleSchritte(subject.umlauf)
      .filter((s) => s.zeichnung !== 'ohne')
      .flatMap((s) => waiting(workspace, person, subject, s))
      .map((step) => ({
        ...step,
        art,
        vorgang,
        nummer: aufgabe.vorgang.nummer,
        titel: aufgabe.vorgang.titel,
        revision: view.revision,
      }));
  });
}

type StepPart = Omit<WaitingStep, 'art' | 'vorgang' | 'nummer' | 'titel' | 'revision'>;

/** Empty: this person does not sign it (another's turn, no right, a declared conflict). */
function waiting(
  { ctx }: OpenWorkspace,
  person: PersonId,
  subject: SigningSubject,
  schritt: Schritt,
): readonly StepPart[] {
  const v = ctx.verzeichnis();
  const auftrag = zeichnungsauftrag(
    subject.umlauf,
    schritt.id,
    subject.kontext,
    person,
    v,
    ctx.clock.today(),
  );
  if (!auftrag.ok) return [];
  const { entscheidungen, dokumente, erklaerungNoetig, wie, fuer } = auftrag.value;
  const approving = entscheidungen.find((e) => e.positiv && !e.bemerkungPflicht);
  const represented = wie === 'selbst' ? null : findPerson(v, fuer);
  return [
    {
      schritt: schritt.id,
      bezeichnung: schritt.bezeichnung,
      faellig: schritt.faellig,
      vertretung: represented ? `${wie} ${formatPerson(represented)}` : null,
      entscheidung: approving ? { code: approving.code, text: approving.text } : null,
      erklaerungNoetig,
      dokumente: dokumente.map(({ dokument, version, sha256, dateiname }) => ({
        dokument,
        version,
        sha256,
        name: dateiname,
      })),
      einzeln: subject.mitAngaben(schritt)
        ? 'Braucht eigene Angaben (z. B. bestätigte Mittel)'
        : approving
          ? null
          : 'Die Entscheidung braucht eine Begründung',
    },
  ];
}

/** The jobs of a batch of steps: each is decided by its rule as if it came alone. */
export const stepJobs = (
  workspace: OpenWorkspace,
  person: PersonId,
  steps: readonly StepInput[],
): readonly BatchJob<{ readonly nachweis: SigningProof | null }>[] =>
  steps.map((step) => {
    const { ctx, services } = workspace;
    const view = viewVorgang(ctx, viewerOf(ctx, person), step.vorgang);
    const subject = view && services.get(view.art)?.signing?.(view.state);
    return {
      name: view?.projection.titel ?? '',
      bytes: (subject?.pdf && ctx.store.blobs.size(subject.pdf.sha256)) ?? 0,
      sign: async (key) => {
        if (!subject) return reject('app.nichts-gefunden', { was: 'Der Vorgang mit seinem Laufweg' });
        const signed = await signStep(workspace, person, subject, step, async () => ok(lent(key)));
        return signed.ok ? ok({ nachweis: signed.value }) : signed;
      },
    };
  });

/** A key lent to one signature: whoever closes it does not close it for the others. */
const lent = <K extends { readonly close: () => void }>(key: K): K => ({ ...key, close: () => {} });
