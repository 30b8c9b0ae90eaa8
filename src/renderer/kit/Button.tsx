import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import { tastenText, useShortcut } from './shortcuts.ts';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly art?: 'primary' | 'secondary' | 'tertiary' | 'danger';
  readonly icon?: LucideIcon;
  /** shown on the button and listed in the overview; pressing it clicks the button */
  readonly taste?: string;
  readonly klein?: boolean;
  readonly busy?: boolean;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

const KLASSE = {
  primary: 'kern-btn--primary',
  secondary: 'kern-btn--secondary',
  tertiary: 'kern-btn--tertiary',
  danger: 'am-btn--danger',
} as const;

const asText = (node: ReactNode): string =>
  typeof node === 'string' ? node : Array.isArray(node) ? node.map(asText).join('') : '';

/** KERN button with icon, busy state and visible shortcut. Primary: one a screen. */
export function Button({
  art = 'secondary',
  icon: Icon,
  taste,
  klein,
  busy,
  children,
  className,
  ...rest
}: Props) {
  const off = rest.disabled || busy || false;
  // Not disabled while something runs: the browser would take the keyboard away from it for good.
  const onClick = busy ? (e: MouseEvent<HTMLButtonElement>) => e.preventDefault() : rest.onClick;
  useShortcut(taste ?? '', asText(children), () => rest.onClick?.({} as never), taste !== undefined && !off);
  return (
    <button
      type="button"
      {...rest}
      onClick={onClick}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={`kern-btn ${KLASSE[art]} ${klein ? 'am-btn--small' : ''} ${className ?? ''}`}
    >
      {busy ? <LoaderCircle className="am-spin" size={18} aria-hidden /> : null}
      {Icon && !busy ? <Icon size={18} aria-hidden /> : null}
      <span className="kern-label">{children}</span>
      {taste ? <kbd aria-hidden>{tastenText(taste)}</kbd> : null}
    </button>
  );
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'children' | 'className'> {
  readonly art?: keyof typeof KLASSE;
  readonly icon?: LucideIcon;
  readonly klein?: boolean;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLAnchorElement>;
}

/** Looks like a button and goes somewhere: to a page, or to a file that is saved. */
export function LinkButton({ art = 'secondary', icon: Icon, klein, children, ...rest }: LinkProps) {
  return (
    <a {...rest} className={`kern-btn ${KLASSE[art]} ${klein ? 'am-btn--small' : ''}`}>
      {Icon ? <Icon size={18} aria-hidden /> : null}
      <span className="kern-label">{children}</span>
    </a>
  );
}

interface IconProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: LucideIcon;
  /** read out and shown as a tip */
  readonly text: string;
  readonly linie?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, text, linie, className, ...rest }: IconProps) {
  return (
    <button
      type="button"
      aria-label={text}
      title={text}
      {...rest}
      className={`am-icon-btn ${linie ? 'am-icon-btn--line' : ''} ${className ?? ''}`}
    >
      <Icon size={20} aria-hidden />
    </button>
  );
}
