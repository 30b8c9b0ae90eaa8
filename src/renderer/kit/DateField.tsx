import { parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight, CircleAlert } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  FieldError,
  Group,
  Label,
  Popover,
  Text,
} from 'react-aria-components/DatePicker';
import { Heading } from 'react-aria-components/Heading';
import { Dialog } from 'react-aria-components/Dialog';
import type { Tag } from '../../domain/shared/vorgang.ts';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly optional?: boolean;
  readonly value: Tag | null;
  readonly onChange: (tag: Tag | null) => void;
}

/** A day, typed in German order or picked from a calendar that starts on Monday. */
export function DateField({ label, hint, error, optional, value, onChange }: Props) {
  return (
    <DatePicker
      className="kern-form-input"
      value={value === null ? null : parseDate(value)}
      onChange={(date) => onChange(date === null ? null : date.toString())}
      isInvalid={Boolean(error)}
      shouldForceLeadingZeros
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
      <Group className="am-date">
        <DateInput className="kern-form-input__input am-date__input">
          {(segment) => <DateSegment segment={segment} className="am-date__segment" />}
        </DateInput>
        <Button className="am-date__button">
          <CalendarDays size={18} aria-hidden />
        </Button>
      </Group>
      {error ? (
        <FieldError className="kern-error">
          <CircleAlert size={16} aria-hidden /> {error}
        </FieldError>
      ) : null}
      <Popover className="am-popover">
        <Dialog className="am-calendar" aria-label="Kalender">
          <Calendar firstDayOfWeek="mon">
            <header className="am-calendar__head">
              <Button slot="previous" className="am-icon-btn">
                <ChevronLeft size={18} aria-hidden />
              </Button>
              <Heading />
              <Button slot="next" className="am-icon-btn">
                <ChevronRight size={18} aria-hidden />
              </Button>
            </header>
            <CalendarGrid>
              <CalendarGridHeader>
                {(day) => <CalendarHeaderCell className="am-calendar__day">{day}</CalendarHeaderCell>}
              </CalendarGridHeader>
              <CalendarGridBody>
                {(date) => <CalendarCell date={date} className="am-calendar__cell" />}
              </CalendarGridBody>
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
