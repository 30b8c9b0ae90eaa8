import { FileText } from 'lucide-react';
import type { AufgabeRow } from '../../contract/vorgang.ts';
import type { Tag } from '../../domain/shared/vorgang.ts';
import { fachOf, hrefOf } from '../faecher.ts';
import { eingang, seit } from '../kit/format.ts';
import { StatusTag, VorlaeufigTag } from '../kit/Status.tsx';
import { taskFrist, taskLine, taskStatus } from './ordnen.ts';

/** One task: what, what about it, its state, and by when. */
export function Zeile({ aufgabe, heute }: { readonly aufgabe: AufgabeRow; readonly heute: Tag }) {
  const fach = fachOf(aufgabe.vorgang.art);
  const Icon = fach?.icon ?? FileText;
  const status = taskStatus(aufgabe, heute);
  const bis = taskFrist(aufgabe, heute);
  const kam = eingang(aufgabe.seit, heute);
  return (
    <li className="am-task" data-lage={bis?.lage}>
      <Icon size={20} aria-hidden />
      <div className="am-task__text">
        <a href={fach?.href(aufgabe.vorgang, aufgabe) ?? hrefOf(aufgabe.vorgang)}>{aufgabe.vorgang.titel}</a>
        <p title={taskLine(aufgabe)}>{taskLine(aufgabe)}</p>
      </div>
      <div className="am-task__tags">
        <StatusTag {...status} />
        {aufgabe.vorgang.vorlaeufig ? <VorlaeufigTag /> : null}
      </div>
      <div className="am-task__when">
        {bis ? (
          <>
            <b>{bis.tag}</b>
            <span>{bis.rest}</span>
          </>
        ) : aufgabe.art === 'rueckfrage' ? (
          <>
            <b>{kam.tag}</b>
            <span>{kam.zeit}</span>
          </>
        ) : (
          // a bare date would read as one that has passed
          <>
            <b className="am-muted">ohne Frist</b>
            <span>{seit(aufgabe.seit, heute)}</span>
          </>
        )}
      </div>
    </li>
  );
}
