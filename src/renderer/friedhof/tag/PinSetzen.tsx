import { useState } from 'react';
import type { Kollege } from '../../../contract/bestattung.ts';
import { call } from '../../bridge.ts';
import { useAction } from '../../kit/action.ts';
import { ActionDialog } from '../../kit/ActionDialog.tsx';
import { TextField } from '../../kit/Field.tsx';
import { toast } from '../../kit/toasts.ts';
import { refreshAll } from '../../shell/query.ts';

/** Four to eight digits, as the main process takes them. */
export const istPin = (pin: string): boolean => /^\d{4,8}$/.test(pin);

/** A person sets the own PIN on this device, or changes it with the former one. */
export function PinSetzen({ kollege, onClose }: { readonly kollege: Kollege; readonly onClose: () => void }) {
  const [alt, setAlt] = useState('');
  const [pin, setPin] = useState('');
  const [noch, setNoch] = useState('');
  const action = useAction();
  const { versucht, problem } = action;
  const setze = async () => {
    const answer = await call('friedhof.pinSetzen', {
      person: kollege.person,
      pin,
      alt: kollege.hatPin ? alt : null,
    });
    if (!answer.ok) setAlt('');
    return answer;
  };
  const submit = () =>
    action.run(
      () => (!istPin(pin) || pin !== noch || (kollege.hatPin && alt === '') ? null : setze()),
      () => {
        refreshAll();
        toast(`${kollege.name} hat eine ${kollege.hatPin ? 'neue ' : ''}PIN.`);
        onClose();
      },
    );
  const geheim = { type: 'password', inputMode: 'numeric', autoComplete: 'off' } as const;
  return (
    <ActionDialog
      titel={`PIN ${kollege.hatPin ? 'ändern' : 'festlegen'}: ${kollege.name}`}
      action={action}
      verb="PIN speichern"
      onAction={() => void submit()}
      onClose={onClose}
    >
      {kollege.hatPin ? (
        <TextField
          {...geheim}
          label="Bisherige PIN"
          value={alt}
          onChange={setAlt}
          error={versucht && alt === '' && !problem ? 'Bitte die bisherige PIN eingeben.' : null}
        />
      ) : null}
      <TextField
        {...geheim}
        label="Neue PIN"
        hint="Vier bis acht Ziffern, nur dieser Person bekannt."
        value={pin}
        onChange={setPin}
        error={versucht && !istPin(pin) ? 'Vier bis acht Ziffern.' : null}
      />
      <TextField
        {...geheim}
        label="Neue PIN wiederholen"
        value={noch}
        onChange={setNoch}
        error={versucht && pin !== noch ? 'Beide Eingaben stimmen nicht überein.' : null}
      />
    </ActionDialog>
  );
}
