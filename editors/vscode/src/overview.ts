import type { LanguageClient, Location } from 'vscode-languageclient/node';

/** Where something is named. */
export interface Place {
  readonly location: Location;
  /** The name of the article's file. */
  readonly article: string;
  /** As what; of articles that are not open it is not known. */
  readonly words?: string;
}

/** A day or period that articles name. */
export interface Day {
  /** ISO: `2024-05-31`, `2024-05`, `2024`, or two days with a slash. */
  readonly value: string;
  readonly title: string;
  readonly mentions: number;
  readonly places: readonly Place[];
}

/** A person, organisation or place that articles name. */
export interface Actor {
  readonly name: string;
  readonly class: 'person' | 'organisation' | 'place' | 'nationality';
  readonly titles: readonly string[];
  readonly mentions: number;
  readonly articles: number;
  readonly places: readonly Place[];
}

export interface Timeline {
  readonly days: readonly Day[];
  readonly omitted: number;
}

export interface Actors {
  readonly actors: readonly Actor[];
  readonly omitted: number;
}

/** The days of an article by its URI, else of all articles. `docs/protocol.md` describes both requests. */
export function timeline(client: LanguageClient, uri?: string): Promise<Timeline> {
  return client.sendRequest<Timeline>('backread/timeline', of(uri));
}

/** The actors of an article by its URI, else of all articles. */
export function actors(client: LanguageClient, uri?: string): Promise<Actors> {
  return client.sendRequest<Actors>('backread/actors', of(uri));
}

function of(uri: string | undefined): object {
  return uri === undefined ? {} : { textDocument: { uri } };
}
