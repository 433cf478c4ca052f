// The whole life of a token on a line: when it was issued, which calls used it, when it ended, who was refused with it.
import type { ShownToken, TokenUse } from './control-client.js';
import { byId, element } from './element.js';

const svg = 'http://www.w3.org/2000/svg';
const width = 224;
const height = 22;

/** The line of a token's life, up to now. */
export function createLifeLine(): { line: SVGSVGElement; update: (token: ShownToken, now: number) => void } {
  const line = document.createElementNS(svg, 'svg');
  line.setAttribute('viewBox', `0 0 ${width} ${height}`);
  line.setAttribute('class', 'line');
  line.setAttribute('role', 'img');
  return {
    line,
    update(token, now) {
      line.setAttribute('aria-label', describeLife(token));
      line.replaceChildren(...shapesOf(token, now));
    },
  };
}

function shapesOf(token: ShownToken, now: number): SVGRectElement[] {
  const endsAt = token.revokedAt ?? token.expiresAt;
  const last = token.uses.at(-1)?.at ?? token.issuedAt;
  // A call after the end is still on the line.
  const until = Math.max(token.expiresAt, last, Math.min(now, token.expiresAt));
  const span = Math.max(1, until - token.issuedAt);
  const x = (at: number): number => ((at - token.issuedAt) / span) * (width - 2);
  return [
    shape('over', { x: 0, y: 6, width, height: 10 }),
    shape('good', { x: 0, y: 6, width: Math.max(1, x(endsAt)), height: 10 }),
    shape('end', { x: x(endsAt), y: 3, width: 1, height: 16 }),
    ...token.uses.map((use) =>
      shape(isRefused(use) ? 'refused' : 'call', { x: x(use.at), y: 1, width: 2, height: 20 }),
    ),
  ];
}

function shape(name: string, place: Record<string, number>): SVGRectElement {
  const rect = document.createElementNS(svg, 'rect');
  rect.setAttribute('class', name);
  for (const [key, value] of Object.entries(place)) rect.setAttribute(key, value.toFixed(1));
  return rect;
}

function isRefused({ status }: TokenUse): boolean {
  return status === 0 || status >= 400;
}

function describeLife(token: ShownToken): string {
  const refused = token.uses.filter((use) => isRefused(use)).length;
  const end =
    token.revokedAt === null ? `over at ${timeOf(token.expiresAt)}` : `revoked at ${timeOf(token.revokedAt)}`;
  return `Issued at ${timeOf(token.issuedAt)}, ${token.uses.length} calls with it, ${refused} of them refused, ${end}`;
}

/** Shows the life of one token in words, until it is closed. It follows the token while it is shown. */
export function createLifePanel(): {
  show: (id: string) => void;
  update: (tokens: readonly ShownToken[], now: number) => void;
} {
  let shown: string | null = null;
  let opener: HTMLElement | null = null;
  const panel = byId('life', HTMLElement);
  const title = byId('life-title', HTMLElement);
  byId('life-close', HTMLButtonElement).addEventListener('click', () => {
    shown = null;
    panel.hidden = true;
    opener?.focus();
  });
  return {
    show(id) {
      shown = id;
      opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      panel.hidden = false;
      title.textContent = `The life of ${id}`;
      title.focus();
    },
    update(tokens, now) {
      const token = tokens.find(({ id }) => id === shown);
      if (token === undefined) return;
      const sentences = eventsOf(token, now);
      const list = byId('life-events', HTMLElement);
      // An unchanged list is not drawn again, so that a selection in it survives.
      if (list.childElementCount === sentences.length) return;
      list.replaceChildren(
        ...sentences.map(({ text, failed }) => element('li', failed ? { class: 'failed' } : {}, text)),
      );
    },
  };
}

interface LifeEvent {
  at: number;
  text: string;
  failed: boolean;
}

function eventsOf(token: ShownToken, now: number): LifeEvent[] {
  const seconds = Math.round((token.expiresAt - token.issuedAt) / 1000);
  const holder = token.participantIdentifier ?? 'the service account';
  const uses = token.uses.map((use) => ({ at: use.at, text: describeUse(use), failed: isRefused(use) }));
  // Within a millisecond, what was refused came after the end.
  const events: LifeEvent[] = [
    { at: token.issuedAt, text: `issued to ${holder} for ${seconds} s`, failed: false },
    ...uses.filter(({ failed }) => !failed),
    ...endOf(token, now),
    ...uses.filter(({ failed }) => failed),
  ];
  return events
    .toSorted((a, b) => a.at - b.at)
    .map((event) => ({ ...event, text: `${timeOf(event.at)} ${event.text}` }));
}

function endOf({ revokedAt, expiresAt }: ShownToken, now: number): LifeEvent[] {
  if (revokedAt !== null) return [{ at: revokedAt, text: 'revoked', failed: true }];
  return now < expiresAt ? [] : [{ at: expiresAt, text: 'its life is over', failed: false }];
}

function describeUse({ method, path, status, reason }: TokenUse): string {
  const end = status === 0 ? 'no answer' : String(status);
  return `${method} ${path}: ${end}${reason === null ? '' : `, ${reason}`}`;
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString();
}
