// What goes wrong on the way, on demand: refusals, silence, broken connections, broken bodies.

/** One call as it arrived and what became of it. */
export interface RecordedRequest {
  readonly method: string;
  /** Always by name, also when the caller followed a link by number or used `/api/v3`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed JSON, or the text when it was none. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined when the connection was cut before an answer. */
  status: number | undefined;
}

export type Fault =
  /** Answers this instead. A string is sent as it is, as HTML; anything else as JSON. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** The call takes effect all the same, and its caller does not learn of it. */
      readonly applied?: boolean;
    }
  /** Cuts the connection without an answer. */
  | { readonly kind: "reset"; readonly applied?: boolean }
  /** Never answers: the caller has to give up. */
  | { readonly kind: "silence"; readonly applied?: boolean }
  /** Sends the true headers and so many bytes, then cuts the connection. */
  | { readonly kind: "truncate"; readonly bytes: number }
  /** Answers truly, but later. */
  | { readonly kind: "delay"; readonly milliseconds: number };

/** A method and a pattern of the path, or any question about the request. */
export type Match =
  | { readonly method?: string; readonly path?: RegExp }
  | ((request: RecordedRequest) => boolean);

/** Things to do at calls to come; each is used up after so many matches. */
export interface Queue<T> {
  readonly add: (match: Match, item: T, times?: number) => void;
  readonly take: (request: RecordedRequest) => T | undefined;
}

export function createQueue<T>(): Queue<T> {
  const waiting: { match: Match; item: T; left: number }[] = [];
  return {
    add: (match, item, times = 1) => {
      waiting.push({ match, item, left: times });
    },
    take: (request) => {
      const first = waiting.find(({ match, left }) => left > 0 && matches(match, request));
      if (first === undefined) return undefined;
      first.left -= 1;
      return first.item;
    },
  };
}

function matches(match: Match, request: RecordedRequest): boolean {
  if (typeof match === "function") return match(request);
  const { method = request.method, path = /^/ } = match;
  return method === request.method && path.test(request.path);
}
