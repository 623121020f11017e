// The tag in JSX, for React 18 and 19: import "waiting-room/react".
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Panel, Strategy, WaitingRoomElement, WaitingRoomEventMap } from "./waiting-room.js";

/** A boolean attribute. Not `false`: React 18 would write the text “false”, and an attribute that is there is on. Not `""`: React 19 would
 *  set the property to it, which is off. Write `undefined`. */
type Flag = true | undefined;

/** React 18 sets attributes only, so the names are those in HTML. */
interface FigureAttributes {
  users?: number | string;
  "min-wait"?: number | string;
  "max-wait"?: number | string;
  step?: number | string;
  waits?: string;
  seed?: number | string;
  strategies?: Strategy | (string & {});
  limit?: number | string;
  deadline?: number | string;
  speed?: number | string;
  panels?: Panel | (string & {});
  controls?: Flag;
  you?: Flag;
  guess?: Flag;
  autorun?: Flag;
  page?: string;
  program?: Flag | string;
  src?: string;
}

/** Only React 19 listens to custom events; in React 18, use a ref. */
type FigureListeners = { [K in keyof WaitingRoomEventMap as `on${K}`]?: (event: WaitingRoomEventMap[K]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "waiting-room": DetailedHTMLProps<HTMLAttributes<WaitingRoomElement>, WaitingRoomElement> & FigureAttributes & FigureListeners;
    }
  }
}
