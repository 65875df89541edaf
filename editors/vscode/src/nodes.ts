import type { Actor, Actors, Day, Place, Timeline } from './overview';

/** What a view beside the text shows of: the article in front, or every article of the folder. */
export type Scope = 'article' | 'folder';

/** One line of a view, in no editor's terms. */
export interface Node {
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  /** The name of a product icon. */
  readonly icon: string;
  /** Where a click goes. */
  readonly place?: Place;
  readonly children: readonly Node[];
}

const ICONS: Record<Actor['class'], string> = { person: 'person', organisation: 'organization', place: 'location', nationality: 'globe' };

export function dayNodes(timeline: Timeline, scope: Scope): Node[] {
  return timeline.days.map((day) => dayNode(day, scope));
}

export function actorNodes(list: Actors, scope: Scope): Node[] {
  return list.actors.map((actor) => actorNode(actor, scope));
}

/** What a view says of those that are not in it; nothing where all are. */
export function omittedMessage(omitted: number, what: 'days' | 'actors'): string | undefined {
  if (omitted === 0) return undefined;
  return what === 'days' ? `Only the latest days: ${omitted} earlier ones are not listed.` : `Only the most mentioned: ${omitted} others are not listed.`;
}

function dayNode(day: Day, scope: Scope): Node {
  const words = [...new Set(day.places.map((place) => place.words).filter((one) => one !== undefined))];
  return {
    label: day.title,
    description: scope === 'article' ? words.join(', ') : count(day.mentions, 'mention'),
    tooltip: `${day.value}: ${count(day.mentions, 'mention')}`,
    icon: 'calendar',
    ...places(day.places, scope),
  };
}

function actorNode(actor: Actor, scope: Scope): Node {
  const title = actor.titles[0];
  const counts = scope === 'article' ? [count(actor.mentions, 'mention')] : [count(actor.mentions, 'mention'), count(actor.articles, 'article')];
  return {
    label: actor.name,
    description: [title, scope === 'article' ? String(actor.mentions) : `${actor.mentions} in ${actor.articles}`].filter(Boolean).join(' · '),
    tooltip: [actor.class, ...actor.titles, counts.join(' in ')].join('\n'),
    icon: ICONS[actor.class],
    ...places(actor.places, scope),
  };
}

/** A single place is gone to from its parent; several are listed under it. */
function places(all: readonly Place[], scope: Scope): Pick<Node, 'place' | 'children'> {
  const [first] = all;
  if (!first) return { children: [] };
  return { place: first, children: all.length === 1 && scope === 'article' ? [] : all.map((place) => placeNode(place, scope)) };
}

function placeNode(place: Place, scope: Scope): Node {
  const line = `line ${place.location.range.start.line + 1}`;
  const words = place.words ?? '';
  return {
    label: scope === 'article' ? words || line : place.article,
    description: scope === 'article' ? line : [line, words].filter(Boolean).join(' · '),
    tooltip: `${place.article}, ${line}`,
    icon: scope === 'article' ? 'quote' : 'file',
    place,
    children: [],
  };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
