import { ChevronDown, CircleAlert } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox, FieldError, Input, Label, Text } from 'react-aria-components/ComboBox';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import type { Option } from './Field.tsx';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly optional?: boolean;
  readonly value: string;
  readonly onChange: (wert: string) => void;
  readonly optionen: readonly (Option & { readonly zusatz?: string })[];
  /** what was typed counts too */
  readonly frei?: boolean;
}

/** Choice by typing: people, units, CPV codes. */
export function Combobox({ label, hint, error, optional, value, onChange, optionen, frei }: Props) {
  return (
    <ComboBox
      className="kern-form-input"
      defaultItems={optionen}
      allowsCustomValue={frei}
      menuTrigger="focus"
      isInvalid={Boolean(error)}
      {...(frei
        ? { inputValue: value, onInputChange: onChange }
        : {
            selectedKey: value === '' ? null : value,
            onSelectionChange: (key: unknown) => onChange(key === null ? '' : String(key)),
          })}
    >
      <Label className="kern-label">
        {label}
        {optional ? <span className="kern-label__optional"> (freiwillig)</span> : null}
      </Label>
      {hint ? (
        <Text slot="description" className="kern-hint">
          {hint}
        </Text>
      ) : null}
      <div className="am-combo">
        <Input className="kern-form-input__input" />
        <Button>
          <ChevronDown size={18} aria-hidden />
        </Button>
      </div>
      {error ? (
        <FieldError className="kern-error">
          <CircleAlert size={16} aria-hidden /> {error}
        </FieldError>
      ) : null}
      <Popover className="am-popover">
        <ListBox<Props['optionen'][number]> className="am-menu">
          {(o) => (
            <ListBoxItem id={o.wert} className="am-menu__item" textValue={o.text}>
              <span>
                {o.text}
                {o.zusatz ? <small>{o.zusatz}</small> : null}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
