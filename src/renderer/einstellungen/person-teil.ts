import type { PersonCommand } from '../../domain/organisation/schema.ts';
import type { Person, Verzeichnis } from '../../domain/organisation/verzeichnis.ts';
import { tagLang } from '../kit/format.ts';

/** A page of the dialog of one person whose entries are commands of their own. */
export interface PersonTeilProps {
  readonly person: Person;
  readonly verzeichnis: Verzeichnis;
  readonly heute: string;
  readonly gesperrt: boolean;
  readonly busy: boolean;
  readonly run: (command: PersonCommand, text: string) => void;
}

/** „ab 1. März 2026 bis 31. März 2026“ */
export const zeitraum = (g: {
  readonly gueltigVon: string | null;
  readonly gueltigBis: string | null;
}): string =>
  [g.gueltigVon ? `ab ${tagLang(g.gueltigVon)}` : '', g.gueltigBis ? `bis ${tagLang(g.gueltigBis)}` : '']
    .filter(Boolean)
    .join(' ') || 'unbefristet';
