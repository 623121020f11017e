// The types of `<waiting-room>`, for TypeScript.

/** The ways of waiting; and `program`, which events and reports of a figure that runs a program say instead. */
export type Strategy =
  | "one-by-one" | "all-at-once" | "at-most" | "first" | "deadline" | "fail-fast" | "blocking" | "never-awaited" | "program";

/** What a figure can show besides the comparison. */
export type Panel = "timeline" | "transcript" | "source" | "loop";

/** How a run went under one strategy. */
export interface StrategyReport {
  name: Strategy;
  /** How many codes arrived. Of a program: how many tasks completed. */
  arrived: number;
  /** Worked out from the waits, in seconds. NaN for a program that is too long to be run beforehand. */
  predictedSeconds: number;
  /** How long it took, in simulated seconds. */
  measuredSeconds: number;
  /** Real milliseconds until the last user's wait had begun. */
  startingMs: number;
  /** Real milliseconds by which the last arrival came after it was due. */
  latenessMs: number;
  /** How often the event loop polled its tasks. */
  polls: number;
  /** Real milliseconds inside those polls. */
  busyMs: number;
}

/** How a run went. */
export interface Report {
  /** What waits and codes were drawn from. */
  seed: number;
  users: number;
  speed: number;
  /** In seconds, in the order of the tasks; null above 10 000 users. */
  waits: number[] | null;
  /** One after another. */
  totalWaitSeconds: number;
  longestWaitSeconds: number;
  strategies: StrategyReport[];
  /** Of a program: all that was printed. */
  output?: string;
  /** Of a program: what went to standard error, with the traceback, or null. */
  error?: string | null;
}

/** A task of a program printed a line. */
export interface Print {
  /** The name of the task. */
  task: string;
  text: string;
  atSeconds: number;
}

/** One code arrived. */
export interface CodeArrival {
  strategy: Strategy;
  /** Counted from 1. */
  user: number;
  code: string;
  waitSeconds: number;
  atSeconds: number;
  latenessMs: number;
}

/** How many codes have arrived, in a run of more than 1000 users. */
export interface CodeArrivals {
  strategy: Strategy;
  arrived: number;
  users: number;
}

/** The events of a figure. */
export interface WaitingRoomEventMap {
  "run-start": CustomEvent<{ seed: number; users: number; strategies: Strategy[] }>;
  "code-arrive": CustomEvent<CodeArrival | CodeArrivals>;
  "print": CustomEvent<Print>;
  "run-finish": CustomEvent<{ report: Report }>;
  "run-stop": CustomEvent<{ report: Report }>;
  "run-error": CustomEvent<{ message: string }>;
}

interface AllEvents extends HTMLElementEventMap, WaitingRoomEventMap {}

/** The class behind `<waiting-room>`. */
export class WaitingRoomElement extends HTMLElement {
  /** How many users wait. */
  users: number;
  /** The least that a user may need, in seconds. */
  minWait: number;
  /** What a user needs is less, in seconds. */
  maxWait: number;
  /** Seconds between two possible waits. */
  step: number;
  /** Exact waits in seconds, one for each user. */
  waits: number[] | null;
  /** What waits and codes are drawn from. */
  seed: number | null;
  /** Ways of waiting, all run at the same moment. */
  strategies: Strategy[];
  /** For `at-most`: how many at a time. */
  limit: number;
  /** For `deadline`, in seconds. */
  deadline: number;
  /** Simulated seconds per real second. */
  speed: number;
  panels: Panel[];
  /** Whether the reader may change the settings. */
  controls: boolean;
  /** Whether the first user is the reader. */
  you: boolean;
  /** Whether the reader guesses beforehand. */
  guess: boolean;
  /** Whether a run starts when the figure is seen. */
  autorun: boolean;
  /** The address of the page that shows a run, for links. */
  page: string | null;
  /** Whether it runs a program. */
  program: boolean;
  /** The address of a program, or of a recording. */
  src: string | null;
  /** The time that is shown, in simulated seconds since the run began; null before the figure is built, unless it was set. */
  moment: number | null;
  /** The report of the last run that ended. */
  readonly report: Report | null;

  /** Starts a run, or joins the one under way. Rejects if the settings do not work or the figure breaks. */
  run(): Promise<Report>;
  /** Stops the run, if there is one. */
  stop(): void;

  addEventListener<K extends keyof AllEvents>(
    type: K, listener: (this: WaitingRoomElement, event: AllEvents[K]) => unknown, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof AllEvents>(
    type: K, listener: (this: WaitingRoomElement, event: AllEvents[K]) => unknown, options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "waiting-room": WaitingRoomElement;
  }
}
